"""Who is who: document-level resolution over an annotator's mentions, then library-wide identity. Pure, explainable."""

from __future__ import annotations

from index.resolve.document import resolve_document
from index.resolve.identity import identify
from index.resolve.rules import ALL_RULES, Rules

__all__ = ["ALL_RULES", "Rules", "identify", "resolve_document"]
