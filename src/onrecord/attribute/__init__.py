"""Statements by rule: source, cue, content and nesting, read off quotation marks, layout and syntax.

Speakers are words here; who they are is for ``resolve``.
"""

from onrecord.attribute.assemble import statements

__all__ = ["statements"]
