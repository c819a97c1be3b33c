"""Candidates for commitments that an auxiliary makes: "we will", "they should", "is to be complied with"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.coding.commitment_candidates import DUTIES, Candidate, is_supposed
from onrecord.coding.commitment_words import Kind, action_class, entry, texts, words
from onrecord.coding.conditions import Clause
from onrecord.coding.doers import FIRST_PERSON, GENERIC, agent, infinitive, is_somebody, subject
from onrecord.coding.page import Page
from onrecord.coding.voices import ASSERTING, is_side_of, speaks_itself
from onrecord.model import Statement

WILL = {"will", "shall", "'ll", "’ll", "wo"}
WOULD = {"would", "'d", "’d"}


def modal(page: Page, clauses: dict[int, list[Clause]]) -> Iterator[Candidate]:
    """What auxiliaries make, in the order of the text."""
    first_person = speaks_itself(page)
    for index, token in enumerate(page.annotation.tokens):
        if token.upos not in {"VERB", "ADJ", "NOUN", "AUX"} or not _has_signs(page, index):
            continue
        if _is_copular(page, index):
            continue
        asks = _asks(page, index)
        made = _under_which(page, index) if asks else _first_that_fits(page, index, clauses, first_person)
        if made is not None:
            yield made


def _first_that_fits(
    page: Page, index: int, clauses: dict[int, list[Clause]], first_person: bool
) -> Candidate | None:
    return (
        _will(page, index, clauses, first_person)
        or _duty(page, index, clauses, first_person)
        or _to_be(page, index, clauses)
        or _has_to(page, index, clauses, first_person)
        or _as_required(page, index)
    )


def _has_signs(page: Page, index: int) -> bool:
    """Whether a word has anything below it that the patterns look at; most have not."""
    return any(page.tree.rel(k) in {"aux", "mark", "advcl", "case"} for k in page.tree.children[index])


def _is_copular(page: Page, index: int) -> bool:
    """ "should be ready", but not "is to leave", which the parser takes for the same."""
    marks = page.tree.kids(index, "mark", "case")
    return any(k > max(marks, default=-1) for k in page.tree.kids(index, "cop"))


def _asks(page: Page, index: int) -> bool:
    """ "how it is to be replaced", "the changes that we will make": what is known of an action, not the action."""
    if any(page.tree.lower(k) in {"how", "where", "why"} for k in page.tree.kids(index, "advmod", "mark")):
        return True
    if (
        page.tree.rel(index) == "acl"
        and not infinitive(page, index)
        and not _is_relative(page, subject(page, index))
    ):
        return True
    kids = page.tree.kids(index, "obj", "obl", "nsubj")
    clause = page.tree.rel(index) in {"ccomp", "csubj", "obl", "xcomp"}
    return clause and any(page.tree.lower(k) in {"what", "which", "who", "whom"} for k in kids)


def _is_relative(page: Page, head: int | None) -> bool:
    return head is not None and page.tree.lower(head) in {"who", "which", "that"}


def _auxiliaries(page: Page, index: int) -> list[int]:
    """The auxiliaries of a verb, or those it shares with the verb that it is coordinated with."""
    own = page.tree.kids(index, "aux", "aux:pass")
    return [k for k in own if k < index]


def _deed(page: Page, index: int) -> int:
    """The verb that tells what is done: "continue to lead" is about leading."""
    token = page.annotation.tokens[index]
    if token.lemma.lower() in {"continue", "begin", "start", "try", "seek", "work", "keep"}:
        return next((k for k in page.tree.kids(index, "xcomp") if k > index), index)
    return index


def _is_controlled(page: Page, index: int) -> bool:
    """Whether a verb is one that somebody decides to do."""
    lemma = page.annotation.tokens[_deed(page, index)].lemma.lower()
    return action_class(lemma) not in {"state", "chance", "speech"}


def _is_perfect(page: Page, index: int) -> bool:
    return any(page.annotation.tokens[k].lemma.lower() == "have" for k in _auxiliaries(page, index))


def _inverted(page: Page, index: int, auxiliary: int) -> bool:
    """ "should he refuse": a condition, not a duty."""
    first = subject(page, index)
    own = page.tree.kids(index, "nsubj")
    return bool(own) and first is not None and auxiliary < first


def _telling(page: Page, index: int) -> Statement | None:
    return page.statement_at(index)


# --- will ----------------------------------------------------------------------------------------------------


def _will(page: Page, index: int, clauses: dict[int, list[Clause]], first_person: bool) -> Candidate | None:
    tree = page.tree
    auxiliary = next((k for k in _auxiliaries(page, index) if tree.lower(k) in WILL | WOULD), None)
    if (
        auxiliary is None
        or _is_perfect(page, index)
        or _inverted(page, index, auxiliary)
        or is_supposed(page, index)
    ):
        return None
    by = subject(page, index)
    passive = tree.passive(index)
    basis = _basis(page, index, clauses)
    agreed = _under_a_deal(page, index, by, passive) if basis is not None else None
    if agreed is not None:
        return replace(agreed, kind="obligation") if tree.lower(auxiliary) == "shall" else agreed
    if by is None or passive or tree.lower(by) in GENERIC - {"it"} or not _is_controlled(page, index):
        return None
    statement = _telling(page, index)
    if tree.lower(auxiliary) in WOULD and not _is_reported_speech(page, statement):
        return None
    if statement is not None and _expects(page, statement) and not is_side_of(page, by, statement):
        return (
            _made(page, index, "expectation", by, "is expected to act", 0.7)
            if is_somebody(page, by)
            else None
        )
    if not _pledges(page, by, statement, first_person):
        return None
    return _made(
        page, index, _tone(page, index, clauses, statement), by, f"own side {tree.lower(auxiliary)}", 0.65
    )


def _is_reported_speech(page: Page, statement: Statement | None) -> bool:
    """Whether "would" is somebody's "will", told afterwards."""
    return statement is not None and statement.kind != "direct" and statement.cue.class_ in ASSERTING


def _expects(page: Page, statement: Statement) -> bool:
    tokens = page.annotation.under(statement.cue.spans)
    return any(page.annotation.tokens[i].lemma.lower() in words("expect") for i in tokens)


def _pledges(page: Page, by: int, statement: Statement | None, first_person: bool) -> bool:
    if statement is None:
        return first_person and is_side_of(page, by, None)
    return statement.cue.class_ in ASSERTING and statement.polarity == "+" and is_side_of(page, by, statement)


def _basis(page: Page, index: int, clauses: dict[int, list[Clause]]) -> Clause | None:
    """The text that a "will" rests on: "under the deal, the army will withdraw"."""
    for clause in clauses.get(page.annotation.sentence_of[index], []):
        if (
            clause.class_ == "basis"
            and clause.above == index
            and clause.words in {"under", "according to", "as part of", "in accordance with"}
        ):
            return clause
    return None


def _under_a_deal(page: Page, index: int, by: int | None, passive: bool) -> Candidate | None:
    if passive:
        return _made(
            page, index, "agreement", agent(page, index), "is to be done under a text", 0.7, shape="clause"
        )
    if by is None or not is_somebody(page, by) or not _is_controlled(page, index):
        return None
    return _made(page, index, "agreement", by, "will act under a text", 0.75)


def _tone(page: Page, index: int, clauses: dict[int, list[Clause]], statement: Statement | None) -> Kind:
    """A pledge to do harm is a threat."""
    harm = action_class(page.annotation.tokens[index].lemma)
    conditional = any(
        clause.class_ == "condition"
        and clause.above == index
        and clause.words in {"if", "unless", "as long as"}
        for clause in clauses.get(page.annotation.sentence_of[index], [])
    )
    warned = statement is not None and statement.cue.class_ in {"warn", "threaten"}
    return "threat" if warned or harm == "harm" or (harm == "harsh" and conditional) else "pledge"


# --- should, must, have to -----------------------------------------------------------------------------------


def _duty(page: Page, index: int, clauses: dict[int, list[Clause]], first_person: bool) -> Candidate | None:
    tree = page.tree
    auxiliary = next((k for k in _auxiliaries(page, index) if tree.lower(k) in DUTIES), None)
    if (
        auxiliary is None
        or _is_perfect(page, index)
        or _inverted(page, index, auxiliary)
        or is_supposed(page, index)
    ):
        return None
    return _bound(page, index, tree.lower(auxiliary), clauses, first_person)


def _bound(
    page: Page, index: int, word: str, clauses: dict[int, list[Clause]], first_person: bool
) -> Candidate | None:
    by = subject(page, index)
    if by is None or page.tree.lower(by) in GENERIC or page.tree.kids(index, "expl", "csubj"):
        return None
    if word in {"should", "ought"} and page.tree.lower(by) in FIRST_PERSON:
        return None
    if _muses(page, index, by, word, clauses, first_person):
        return None
    kind = _duty_kind(page, index, by, word, first_person)
    if page.tree.passive(index):
        if action_class(page.annotation.tokens[index].lemma) == "speech":
            return None
        return _made(page, index, kind, agent(page, index), f"{word} be done", 0.7, shape="clause")
    if not is_somebody(page, by) or not _is_controlled(page, index):
        return None
    return _made(page, index, kind, by, f"{word} act", 0.75)


def _muses(
    page: Page, index: int, by: int, word: str, clauses: dict[int, list[Clause]], first_person: bool
) -> bool:
    """Whether a report only thinks aloud: "Sanders must now decide", "the team should score"."""
    if first_person or _telling(page, index) is not None or word == "shall":
        return False
    if any(one.class_ == "basis" for one in clauses.get(page.annotation.sentence_of[index], [])):
        return False
    if word not in {"must", "has"} and not page.actors_at(by):
        return True
    return word in {"should", "ought"} or any(actor.kind == "person" for actor in page.actors_at(by))


def _duty_kind(page: Page, index: int, by: int, word: str, first_person: bool) -> Kind:
    """What somebody says others should do is a demand; what one's own side must do, or rules say, a duty."""
    statement = _telling(page, index)
    if word == "shall" or page.tree.lower(by) in FIRST_PERSON:
        return "obligation"
    return "demand" if statement is not None or first_person else "obligation"


def _has_to(page: Page, index: int, clauses: dict[int, list[Clause]], first_person: bool) -> Candidate | None:
    """ "has to leave", "needs to act", "ought to": the verb stands below "have" and "need"."""
    tree, token = page.tree, page.annotation.tokens[index]
    above = token.head
    if tree.rel(index) != "xcomp" or not infinitive(page, index) or above < 0:
        return None
    word = tree.lower(above)
    if word not in {"has", "have", "need", "needs", "ought"} or tree.kids(above, "obj"):
        return None
    hedges = {tree.lower(k) for k in tree.kids(above, "aux")} - {"will", "'ll"}
    if hedges or tree.negated(above) or is_supposed(page, above):
        return None
    by = subject(page, above)
    if by is None or tree.lower(by) in GENERIC | FIRST_PERSON:
        return None  # "we have to" tells how things are
    statement = _telling(page, above)
    if statement is not None and is_side_of(page, by, statement):
        return None  # "he says that he has to": how things are, and nobody else's demand
    if _muses(page, above, by, word, clauses, first_person):
        return None
    kind = _duty_kind(page, above, by, f"{word} to", first_person)
    if tree.passive(index):
        return _made(
            page, above, kind, agent(page, index), f"{word} to be done", 0.65, shape="clause", action=index
        )
    if not is_somebody(page, by) or not _is_controlled(page, index):
        return None
    return _made(page, above, kind, by, f"{word} to act", 0.7, action=index)


# --- is to, is due to ----------------------------------------------------------------------------------------


def _to_be(page: Page, index: int, clauses: dict[int, list[Clause]]) -> Candidate | None:
    """ "resolutions are to be complied with", "the two sides are to meet"."""
    tree, tokens = page.tree, page.annotation.tokens
    marks = [k for k in tree.kids(index, "mark") if tree.lower(k) == "to"]
    marks += [k for k in tree.kids(index, "case") if tree.lower(k) == "due" and tokens[index].upos == "VERB"]
    if not marks:
        return None
    being = [
        k for k in tree.kids(index, "aux", "aux:pass", "cop") if k < marks[0] and tokens[k].lemma == "be"
    ]
    above = tokens[index].head
    if not being and tree.rel(index) == "xcomp" and above >= 0 and tokens[above].lemma == "be":
        being = [above]
    if not being or tree.lower(being[0]) not in {"is", "are"} or marks[0] - being[0] > 3:
        return None
    by = subject(page, index)
    if by is None or tree.lower(by) in GENERIC or is_open_mark(page, index):
        return None
    if tree.passive(index):
        if page.statement_at(index) is None:
            return None  # "the minister is to be replaced": what is planned
        return _made(page, index, "obligation", agent(page, index), "is to be done", 0.7, shape="clause")
    if not is_somebody(page, by) or not _is_controlled(page, index):
        return None
    if _basis(page, index, clauses) is not None:
        return _made(page, index, "obligation", by, "is to act under a text", 0.75)
    return replace(_made(page, index, "expectation", by, "is to act", 0.6), weak=True, plan=True)


def is_open_mark(page: Page, index: int) -> bool:
    return page.tree.marker(index).split(" ")[0] in {"if", "whether", "unless"}


# --- as required by ------------------------------------------------------------------------------------------


def _as_required(page: Page, index: int) -> Candidate | None:
    """ "they block the talks, as is required by the resolution": what a clause says is a duty."""
    tree, tokens = page.tree, page.annotation.tokens
    if entry(tokens[index].lemma, tokens[index].upos) is not None:
        return None
    for kid in tree.kids(index, "advcl"):
        if tokens[kid].lemma not in words("require") or not any(
            tree.lower(k) == "as" for k in tree.kids(kid, "mark", "advmod")
        ):
            continue
        hinders = tokens[index].lemma.lower() in words("hinder")
        thing = next((k for k in tree.kids(index, "obj") if k > index), None)
        if hinders and thing is not None:
            return _made(
                page,
                index,
                "obligation",
                None,
                "as required: what is hindered",
                0.7,
                action=thing,
                shape="noun",
            )
        by = subject(page, index)
        if not hinders and by is not None and is_somebody(page, by):
            return _made(page, index, "obligation", by, "as required", 0.65)
    return None


def _under_which(page: Page, index: int) -> Candidate | None:
    """ "a deal under which Ethiopia will hand over the suspects"."""
    tree, tokens = page.tree, page.annotation.tokens
    if tree.rel(index) != "acl" or tokens[tokens[index].head].lemma.lower() not in texts():
        return None
    if not any(
        tree.lower(k) in {"which", "whom"} and tree.marker(k) in {"under", "in", "by"}
        for k in tree.kids(index, "obl")
    ):
        return None
    if not any(tree.lower(k) in WILL | WOULD | DUTIES for k in _auxiliaries(page, index)):
        return None
    return _under_a_deal(page, index, subject(page, index), tree.passive(index))


def on_condition(page: Page, clauses: dict[int, list[Clause]]) -> Iterator[Candidate]:
    """ "freed on condition that she surrender her passport": what is granted binds whom it is granted to."""
    tokens = page.annotation.tokens
    for clause in (one for many in clauses.values() for one in many if one.words.endswith("condition that")):
        head = page.top(clause.tokens[len(clause.words.split()) :])
        granted = clause.above >= 0 and _granting(page, clause.above)
        by = subject(page, head) if page.tree.kids(head, "nsubj") else None
        if granted and by is not None and tokens[head].upos == "VERB":
            yield _made(page, head, "obligation", by, "on condition", 0.7)


def _granting(page: Page, index: int) -> bool:
    """Whether a word, or what it hangs on, tells that something is granted."""
    above = page.annotation.tokens[index].head
    if infinitive(page, index):
        return False  # "agreed to free them on condition that": what is only promised grants nothing
    lemmas = {page.annotation.tokens[i].lemma.lower() for i in (index, above) if i >= 0}
    return bool(lemmas & words("grant"))


def _made(
    page: Page,
    index: int,
    kind: Kind,
    by: int | None,
    pattern: str,
    sure: float,
    *,
    shape: str = "verb",
    action: int | None = None,
) -> Candidate:
    return Candidate(
        predicate=index,
        kind=kind,
        action=index if action is None else action,
        shape=shape,
        by=by,
        pattern=f"modal: {pattern}",
        sure=sure,
    )
