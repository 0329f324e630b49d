"""The table of what is left alone for a while, because publiq asked for it."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from .tables_base import Moment, metadata, owned

rests = Table(
    "uitkern_rests",
    metadata,
    *owned(Column("what", String(40), primary_key=True)),
    Column("until", Moment, nullable=False),
)
