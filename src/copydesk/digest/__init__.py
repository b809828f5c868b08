"""Ledger -> Digest: select, keep attribution and hedge, cite."""

from copydesk.digest.composing import compose, stand_in
from copydesk.digest.incident import compose_incident
from copydesk.digest.leaning import leans
from copydesk.digest.orders import orders

__all__ = ["compose", "compose_incident", "leans", "orders", "stand_in"]
