"""Write a report as one HTML page that needs nothing else, readable in the dark too."""

from __future__ import annotations

from html import escape

from .reports import problems
from .result import Report, Result

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2433; --paper: #fff; --line: #d5dae3; --soft: #f4f6f9;
  --good: #1a7f4b; --bad: #b3261e; --still: #6b7385; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ef; --paper: #14181f; --line: #333b49;
  --soft: #1c222c;
  --good: #5fd39a; --bad: #ff8a80; --still: #9aa3b5; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 2rem auto;
  max-width: 70rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
.counts { display: flex; gap: 1.5rem; flex-wrap: wrap; } .counts b { font-size: 1.4rem; }
.agrees { color: var(--good); } .differs { color: var(--bad); } .not-run { color: var(--still); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top;
  padding: .4rem .6rem; border-bottom: 1px solid var(--line); } th { background: var(--soft); }
code { overflow-wrap: anywhere; } ul { margin: .3rem 0; padding-left: 1.1rem; }
.words { color: var(--still); font-size: .9em; } label { margin-right: 1rem; }
body:has(#show-agrees:not(:checked)) tr.is-agrees, body:has(#show-differs:not(:checked)) tr.is-differs,
body:has(#show-not-run:not(:checked)) tr.is-not-run { display: none; }
"""
_VERDICTS = ("differs", "not run", "agrees")


def as_page(report: Report) -> str:
    """Write the page: what differs first, then case by case."""
    title = f"Contract cases against {report.target}"
    return "\n".join(
        [
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
            f"<h1>{escape(title)}</h1>",
            f'<p class="counts">{"".join(_count(report, each) for each in _VERDICTS)}</p>',
            _drift(report),
            "<h2>Case by case</h2>",
            f"<p>{''.join(_choice(each) for each in _VERDICTS)}</p>",
            '<div class="scroll"><table>',
            "<thead><tr><th>verdict</th><th>case</th><th>operation</th><th>source</th></tr></thead><tbody>",
            *(_row(each) for each in sorted(report.results, key=lambda each: _VERDICTS.index(each.verdict))),
            "</tbody></table></div></body></html>\n",
        ]
    )


def _count(report: Report, verdict: str) -> str:
    return f'<span class="{_class(verdict)}"><b>{report.count(verdict)}</b> {verdict}</span>'


def _choice(verdict: str) -> str:
    name = _class(verdict)
    return f'<label><input type="checkbox" id="show-{name}" checked> {verdict}</label>'


def _drift(report: Report) -> str:
    if not report.drifts:
        return ""
    lines = "".join(f"<li><code>{escape(str(each))}</code></li>" for each in report.drifts)
    return f"<h2>What differs</h2><ul>{lines}</ul>"


def _row(result: Result) -> str:
    name = _class(result.verdict)
    wrong = problems(result) if result.not_run is None else [result.not_run]
    listed = "".join(f"<li><code>{escape(each)}</code></li>" for each in wrong)
    return (
        f'<tr class="is-{name}"><td class="{name}">{result.verdict}</td>'
        f"<td><code>{escape(result.case)}</code><div>{escape(result.shows)}</div>"
        f"{f'<ul>{listed}</ul>' if listed else ''}</td>"
        f"<td><code>{escape(result.operation)}</code><div class='words'>{escape(result.service)}</div></td>"
        f"<td class='words'>{escape(result.source)}</td></tr>"
    )


def _class(verdict: str) -> str:
    return verdict.replace(" ", "-")
