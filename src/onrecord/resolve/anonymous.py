"""Who speaks without a name: "a senior official who asked not to be named", "sources close to the talks"."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.data import collective_by_lemma
from onrecord.model import Annotation, Speaker

NAMELESS = re.compile(
    r"\banonymity\b|\banonymously\b|\b(?:remain|stay|be|remaining|staying) anonymous\b"
    r"|\bnot\s+(?:to\s+)?be(?:ing)?\s+(?:named|identified|quoted by name)\b"
    r"|\b(?:declin|refus)\w+\s+to\s+(?:be\s+(?:named|identified)|give\s+(?:\w+\s+){1,3}name)"
    r"|\bnot\s+authori[sz]ed\s+to\s+(?:speak|talk|comment|discuss|brief)"
    r"|\b(?:name|identity)\b[^.!?]{0,30}?\b(?:withheld|not\s+(?:given|disclosed|released))"
    r"|\bname\b[^.!?]{0,30}?\bbe\s+(?:used|printed|published|disclosed)",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"(?:He|She|They|The)\b")  # "The official spoke on condition of anonymity."


class Unnamed:
    """Tells the speakers whom a report leaves unnamed."""

    def __init__(self, annotation: Annotation, text: str) -> None:
        self.annotation, self.text = annotation, text
        self.tokens = annotation.tokens

    def mark(self, speaker: Speaker) -> Speaker:
        """A speaker without an actor, marked where the report withholds the name."""
        indices = self.annotation.under(speaker.spans[:1])
        if not indices:
            return speaker
        head = next((i for i in indices if self.tokens[i].head not in indices), indices[0])
        if self.tokens[head].upos not in {"NOUN", "NUM", "DET", "ADJ"}:
            return speaker
        if not (self._is_source(indices, head) or self._is_withheld(head)):
            return speaker
        return replace(speaker, anonymous=True)

    def _is_source(self, indices: list[int], head: int) -> bool:
        """A noun for persons behind information, alone or with what they know."""
        if self.tokens[head].upos in {"NUM", "DET", "ADJ"}:  # "one of his advisers"
            head = next((k for k in self.annotation.children[head] if self.tokens[k].deprel == "nmod"), head)
        nouns = [
            head,
            *(k for k in self.annotation.children[head] if self.tokens[k].deprel == "conj" and k in indices),
        ]
        words = " ".join(self.tokens[i].text.lower() for i in indices)
        table = collective_by_lemma()
        if any((noun := table.get(self.tokens[i].lemma.lower())) and noun.anonymous for i in nouns):
            return True
        return any(
            f" {lemma} " in f" {words} " for lemma, noun in table.items() if noun.anonymous and " " in lemma
        )

    def _is_withheld(self, head: int) -> bool:
        """The sentence, or the next one of the same speaker, says that the name is withheld."""
        number = self.annotation.sentence_of[head]
        behind = self._sentence(number + 1) if number + 1 < len(self.annotation.sentences) else ""
        said = bool(NAMELESS.search(self._sentence(number)))
        return said or bool(GOES_ON.match(behind) and NAMELESS.search(behind))

    def _sentence(self, number: int) -> str:
        sentence = self.annotation.sentences[number]
        return self.text[self.tokens[sentence.start].start : self.tokens[sentence.end - 1].end]
