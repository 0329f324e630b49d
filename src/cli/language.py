"""In which language parents and secretaries are told, on the command line."""

from __future__ import annotations

import os
from typing import Any, get_args

from ..domain.model.message import EndUserMessage, Language


def told(message: EndUserMessage) -> str:
    """A message in the language of UITKERN_LANGUAGE (nl, fr, de or en), or in Dutch."""
    wanted: Any = os.environ.get("UITKERN_LANGUAGE", "nl")
    return message.text(wanted) if wanted in get_args(Language) else message.nl
