"""The tables of rewards: what there is to redeem, what it buys, and what was redeemed."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from .tables import Moment, metadata

rewards = Table(
    "uitkern_rewards",
    metadata,
    Column("organisation", String(200), primary_key=True),
    Column("id", String(200), primary_key=True),
    Column("details", Text, nullable=False),
    Column("imported", Boolean, nullable=False),
    Column("synchronised_at", Moment, nullable=False),
)

reward_prices = Table(
    "uitkern_reward_prices",
    metadata,
    Column("organisation", String(200), primary_key=True),
    Column("scope", String(20), primary_key=True),
    Column("scope_id", String(200), primary_key=True),
    Column("reward_id", String(200), primary_key=True),
    Column("price_cents", Integer, nullable=False),
)

redeemed_rewards = Table(
    "uitkern_redeemed_rewards",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("organisation", String(200), nullable=False),
    Column("enrolment_id", Integer, ForeignKey("uitkern_enrolments.id"), nullable=False, index=True),
    Column("reward_id", String(200), nullable=False),
    Column("uitpas_number", String(13), nullable=False),
    Column("uitpas_sealed", Text),
    Column("points", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("code", Text),
    Column("info", Text),
    Column("redeemed_at", Moment),
    Column("returned_at", Moment),
)
