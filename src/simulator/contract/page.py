"""The contracts as one page to read: no script, nothing from elsewhere, light or dark as preferred."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape
from typing import cast

from attrs import evolve

from .document import JsonObject, contracts_directory
from .drift.outlines import Given, Outline, OutlineReader
from .drift.shapes import Shape
from .drift.sources import Source, documents_in

_STYLE = """
:root { color-scheme: light dark; --line: light-dark(#d5d9e0, #3a404a);
  --soft: light-dark(#f5f6f8, #20242b);
  --get: light-dark(#0b6b3a, #6fd39b); --write: light-dark(#8a4b00, #f0b46a);
  --gone: light-dark(#9c1c1c, #ff9a9a); }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem 1.5rem 4rem;
  background: light-dark(#fff, #16191e); color: light-dark(#1c2128, #e3e6ea); }
a { color: light-dark(#0b57a4, #8ec2ff); } code, pre { font: 0.88em/1.45 ui-monospace, monospace; }
pre { background: var(--soft); padding: 0.7rem; overflow-x: auto; border-radius: 6px; }
details { border: 1px solid var(--line); border-radius: 8px; margin: 0.4rem 0; padding: 0.35rem 0.8rem; }
details details { border-style: dashed; } summary { cursor: pointer; }
  summary:focus-visible { outline: 2px solid; }
table { border-collapse: collapse; width: 100%; display: block; overflow-x: auto; }
th, td { text-align: left; vertical-align: top; padding: 0.2rem 0.8rem 0.2rem 0;
  border-top: 1px solid var(--line); }
h1 { font-size: 1.6rem; } h2 { margin-top: 2.5rem; border-bottom: 2px solid var(--line); }
  h4 { margin: 0.9rem 0 0.2rem; }
.method { font-weight: 700; color: var(--write); } .method.GET { color: var(--get); }
  .method.DELETE { color: var(--gone); }
.soft { opacity: 0.75; }
"""
_DEEPEST = 5


@cache
def contracts_page() -> str:
    """Write the page, once per process."""
    files = documents_in(sorted(contracts_directory().glob("*.json")))
    sources = [Source(file.stem, content, file, file.parent) for file, content in files.items()]
    body = "".join(part for source in sources for part in _service(source))
    links = " · ".join(f'<a href="#{each.label}">{escape(_title(each))}</a>' for each in sources)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>The contracts of uitkern</title><style>{_STYLE}</style></head><body>"
        "<h1>The contracts of uitkern</h1>"
        "<p>What this simulator answers, and what uitkern relies on of publiq: each service as OpenAPI. "
        "The documents themselves are at "
        f"<code>/contracts/NAME.json</code>.</p><nav>{links}</nav>{body}</body></html>"
    )


def _title(source: Source) -> str:
    info = cast("Mapping[str, object]", source.content.get("info", {}))
    return str(info.get("title", source.label))


def _service(source: Source) -> Iterator[str]:
    outlines = OutlineReader(source).read()
    info = cast("Mapping[str, object]", source.content.get("info", {}))
    name = escape(source.label)
    yield f'<section><h2 id="{name}">{escape(_title(source))}</h2>{_prose(info.get("description"))}'
    link = f'<a href="/contracts/{name}.json">{name}.json</a>'
    yield f'<p class="soft">{len(outlines)} operations · {link}</p>'
    paths = cast("Mapping[str, Mapping[str, JsonObject]]", source.content["paths"])
    for outline in outlines:
        yield _operation(source, outline, paths[outline.path][outline.method.lower()])
    yield "</section>"


def _operation(source: Source, outline: Outline, node: JsonObject) -> str:
    gone = ' <span class="soft">(deprecated)</span>' if outline.deprecated else ""
    summary = (
        f'<span class="method {outline.method}">{outline.method}</span> <code>{escape(outline.path)}</code> '
        f"{escape(str(node.get('summary', '')))}{gone}"
    )
    name = escape(outline.operation_id)
    return (
        f'<details id="{name}"><summary>{summary}</summary>{_prose(node.get("description"))}'
        f'<p class="soft"><code>{name}</code>{_access(outline, node)}</p>'
        f"{_parameters(outline.parameters.values())}{_bodies(outline, node)}"
        f"{_answers(source, outline, node)}</details>"
    )


def _access(outline: Outline, node: JsonObject) -> str:
    permission = node.get("x-permission")
    needed = f" · permission <code>{escape(str(permission))}</code>" if permission else ""
    return f" · {escape(' or '.join(sorted(outline.schemes)))}{needed}"


def _parameters(given: Iterable[Given]) -> str:
    rows = [
        (
            f"<code>{escape(each.name)}</code>",
            each.location,
            "required" if each.required else "",
            _kind(each.shape),
        )
        for each in given
    ]
    return _table("Parameters", rows)


def _bodies(outline: Outline, node: JsonObject) -> str:
    content = cast(
        "Mapping[str, JsonObject]", cast("JsonObject", node.get("requestBody", {})).get("content", {})
    )
    parts = [
        _table(f"Body, {escape(media)}", list(_rows(shape))) + _examples(content.get(media, {}))
        for media, shape in outline.bodies.items()
    ]
    return "".join(parts)


def _answers(source: Source, outline: Outline, node: JsonObject) -> str:
    declared = cast("Mapping[str, JsonObject]", node["responses"])
    parts: list[str] = []
    for status, contents in outline.answers.items():
        answer = source.top.node if status not in declared else _followed(source, declared[status])
        told = escape(str(answer.get("description", "")))
        problems = ", ".join(f"<code>{escape(each)}</code>" for each in sorted(outline.own.get(status, ())))
        shown = cast("Mapping[str, JsonObject]", answer.get("content", {}))
        inner = "".join(
            _table(escape(media), list(_rows(shape))) + _examples(shown.get(media, {}))
            for media, shape in contents.items()
        )
        types = f"<p>Problem types: {problems}</p>" if problems else ""
        parts.append(f"<details><summary><strong>{status}</strong> {told}</summary>{types}{inner}</details>")
    return f"<h4>Answers</h4>{''.join(parts)}"


def _followed(source: Source, node: JsonObject) -> JsonObject:
    found = source.follow(evolve(source.top, node=node))
    return found.node if found else {}


def _rows(shape: Shape, place: str = "", depth: int = 0) -> Iterator[tuple[str, ...]]:
    """A row for each member, as deep as is of use to a reader."""
    if shape.items is not None:
        yield from _rows(shape.items, f"{place}[]", depth)
    for name, each in shape.members.items():
        at = f"{place}.{name}" if place else name
        yield _code(at), _needed(name in shape.required), _kind(each)
        if depth < _DEEPEST:
            yield from _rows(each, at, depth + 1)
    if shape.others is not None and depth < _DEEPEST:
        yield from _rows(shape.others, f"{place}.*", depth + 1)


def _code(text: str) -> str:
    return f"<code>{escape(text)}</code>"


def _needed(required: bool) -> str:  # noqa: FBT001
    return "required" if required else ""


def _kind(shape: Shape) -> str:
    types = escape(" or ".join(sorted(shape.types)))
    values = ", ".join(f"<code>{escape(each)}</code>" for each in sorted(shape.values))
    return f"{types}: {values}" if values else types


def _examples(content: Mapping[str, object]) -> str:
    examples = cast("Mapping[str, JsonObject]", content.get("examples", {}))
    return "".join(
        f"<details><summary>Example: {escape(str(each.get('summary', name)))}</summary>"
        f"<pre>{escape(_written(each.get('value')))}</pre></details>"
        for name, each in examples.items()
    )


def _written(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)


def _table(title: str, rows: Iterable[tuple[str, ...]]) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<h4>{title}</h4><table>{cells}</table>" if cells else ""


def _prose(text: object) -> str:
    """A description as paragraphs, with what stands between backticks as code."""
    if not isinstance(text, str):
        return ""
    shown = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))
    return "".join(f"<p>{each}</p>" for each in shown.split("\n\n"))
