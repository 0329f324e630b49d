"""Plain pages for people: no script, nothing from elsewhere."""

from collections.abc import Iterable
from html import escape

from .messages import Answer

_FRAME = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>{title}</title>
<style>body{{font:1rem/1.5 system-ui;max-width:34rem;margin:3rem auto;padding:0 1rem}}
select,button{{font:inherit;padding:.4rem .8rem;margin:.3rem .3rem .3rem 0;max-width:100%}}</style></head>
<body><main><h1>{title}</h1>{body}</main></body></html>
"""


def html(title: str, body: str, status: int = 200) -> Answer:
    """Answer with a page; `body` is markup, `title` is text."""
    text = _FRAME.format(title=escape(title), body=body)
    return Answer(status, text.encode(), "text/html; charset=utf-8", (("cache-control", "no-store"),))


def paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def form(
    hidden: Iterable[tuple[str, str]], label: str, options: Iterable[tuple[str, str]], yes: str, no: str
) -> str:
    """Write a form that asks to choose a person and to go on or not; it is sent to where the page is."""
    kept = "".join(f'<input type="hidden" name="{escape(n)}" value="{escape(v)}">' for n, v in hidden)
    listed = "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in options)
    choice = f'<label>{escape(label)}<br><select name="person">{listed}</select></label>' if listed else ""
    return (
        f'<form method="post">{kept}{choice}<p>'
        f'<button name="decision" value="approve">{escape(yes)}</button>'
        f'<button name="decision" value="deny">{escape(no)}</button></p></form>'
    )


def see_other(location: str) -> Answer:
    """Send somebody on; line breaks cannot be part of an address."""
    return Answer(303, headers=(("location", "".join(location.split())), ("cache-control", "no-store")))
