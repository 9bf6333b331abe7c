"""Files that are compressed once and served many times."""

import gzip
import hashlib
from dataclasses import dataclass
from typing import Self

import brotli
from flask import Response, request


@dataclass(frozen=True, slots=True)
class Precompressed:
    """A file in the encodings that it is served in, and the digest that its ETag is made of."""

    mimetype: str
    digest: str
    bodies: dict[str, bytes]

    @classmethod
    def of(cls, body: bytes, mimetype: str) -> Self:
        """Compress a file as far as it goes."""
        return cls(
            mimetype=mimetype,
            digest=hashlib.sha256(body).hexdigest()[:24],
            bodies={
                "br": brotli.compress(body),
                "gzip": gzip.compress(body, 9, mtime=0),
                "identity": body,
            },
        )


def respond(file: Precompressed, cache_control: str) -> Response:
    """Answer with a file in the best encoding that the caller reads, or with 304 if she has it.

    Each encoding has its own strong ETag (RFC 9110 §8.8.3).
    """
    accepted = request.accept_encodings
    encoding = next((name for name in ("br", "gzip") if accepted.quality(name) > 0), "identity")
    response = Response(file.bodies[encoding], mimetype=file.mimetype)
    if encoding != "identity":
        response.content_encoding = encoding
    response.set_etag(f"{file.digest}-{encoding}")
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = cache_control
    response.make_conditional(request)
    return response
