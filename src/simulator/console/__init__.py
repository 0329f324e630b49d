"""The console: one page that shows and turns a world in a browser, made of files served as they are."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ..wire.messages import Answer, Request
from ..wire.problems import problem
from ..world.refusals import Refusal

_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript"}
_FILES: Mapping[str, str] = {"": "index.html", "console.css": "console.css", "console.js": "console.js"}
_READING = frozenset({"GET", "HEAD"})
_HEADERS = (
    ("cache-control", "no-cache"),
    (
        "content-security-policy",
        "default-src 'self'; img-src data:; frame-ancestors 'none'; form-action 'self'; base-uri 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
)


def is_console(name: str) -> bool:
    """Say whether the console has something by this name; its page has the empty name."""
    return name in _FILES


@cache
def content(name: str) -> bytes:
    """Read a file of the console."""
    return files(__package__ or __name__).joinpath(_FILES[name]).read_bytes()


def console(request: Request, name: str) -> Answer:
    """Answer with a file of the console, the page only at an address that ends in a slash."""
    if request.method not in _READING:
        wrong = Refusal("method/not-allowed", "Method not allowed", status=405, detail="Allowed: GET, HEAD")
        return problem(wrong, (("allow", "GET, HEAD"),))
    if not name and not request.path.endswith("/"):
        return Answer(307, headers=(("location", f"{request.path}/"),))
    kind = _TYPES[_FILES[name].rpartition(".")[2]]
    return Answer(200, content(name), f"{kind}; charset=utf-8", _HEADERS)
