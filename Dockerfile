# Kelisim as an image: `docker build -t kelisim .`
FROM python:3.13-slim AS build
WORKDIR /source
COPY requirements.lock ./
RUN python -m venv /opt/kelisim \
 && /opt/kelisim/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY examples examples
COPY migrations migrations
COPY static static
RUN /opt/kelisim/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --system --create-home --home-dir /var/lib/kelisim kelisim
COPY --from=build /opt/kelisim /opt/kelisim
ENV PATH=/opt/kelisim/bin:$PATH \
    KELISIM_HOST=0.0.0.0 \
    KELISIM_PORT=8000
USER kelisim
WORKDIR /var/lib/kelisim
VOLUME /var/lib/kelisim
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["kelisim", "run"]
