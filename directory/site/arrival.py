"""The line of script that a list runs before it is drawn: whether somebody comes to it for the first time or back."""

from __future__ import annotations

import base64
import hashlib

ARRIVAL_SCRIPT = (
    'if(performance.getEntriesByType("navigation")[0]?.type==="navigate"){'
    'const{classList:page}=document.documentElement,whole=()=>page.remove("anew");'
    'page.add("anew");addEventListener("scroll",whole);addEventListener("keydown",whole);setTimeout(whole,4e3)}'
)
"""Marks a page that was opened anew, for four seconds or until it is scrolled or a key is pressed.

Its cards below the window may be laid out a moment later. Whoever comes back (or loads the page again) is taken to
where they were, which needs the height of every card at once.
"""

_DIGEST = base64.b64encode(hashlib.sha256(ARRIVAL_SCRIPT.encode()).digest()).decode()
ARRIVAL_SHA256 = f"sha256-{_DIGEST}"
"""Source expression for script-src of the security policy, without quotes."""
