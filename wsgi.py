"""The service for any WSGI server: `gunicorn wsgi:app`."""

from app import create_app
from app.logs import write_logs
from app.settings import Settings

settings = Settings.from_environment()
write_logs(settings.log_level)
app = create_app(settings)
