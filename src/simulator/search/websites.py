"""Compare addresses of websites without what does not matter."""

from .texts import whole


def normalized(url: str) -> str:
    """Leave out scheme, `www.` and a slash at the end."""
    rest = whole(url).partition("://")[2] or whole(url)
    return rest.removeprefix("www.").rstrip("/")


def domain_of(url: str) -> str:
    return normalized(url).partition("/")[0].partition(":")[0]
