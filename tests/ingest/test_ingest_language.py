"""The language of a text, told by its small words or by the identifier."""

import subprocess
import sys

import pytest

from onrecord.ingest.language import is_plainly_english, language

ENGLISH = (
    "The council said on Tuesday that the harbour would be closed for two weeks, and those who live by the water "
    "were not pleased with the news. The mayor told them that his work had not been done yet, and there would be "
    "another meeting before the end of the year. Many of the fishing families have no other trade. “They could have "
    "asked us,” said one of the skippers, who has sailed from the port for thirty years. “It is what our fathers did, "
    "and what our children should be able to do.” The ministry, which pays for the works, gave no comment."
)
GERMAN = (
    "Die Regierung hat am Dienstag angekündigt, dass sie den Vertrag mit der Stadt nicht verlängern will. Der "
    "Minister war in Hamburg und sagte, die Kosten seien zu hoch. Er hatte die Zahlen im Herbst an den Rat geschickt, "
    "und also war der Streit längst bekannt. Wann der Hafen wieder öffnet, ist offen. Die Fischer wollen warten, bis "
    "der Rat im Mai tagt, und so lange in der Halle bleiben. Man habe ja alle Zeit der Welt, hieß es am Abend aus "
    "ihrem Kreis. Am Freitag will der Minister die Stadt besuchen und mit den Familien sprechen, die dort leben."
)
QUOTING = (
    "Der Präsident wandte sich auf Englisch an seine Gäste: “We have been told that this is the end of the road, and "
    "they were right.” Danach sprach er wieder deutsch und dankte den Helfern, die seit Wochen in der Halle arbeiten. "
    "Seine Sprecherin wollte die Worte nicht erklären. Sie verwies auf eine Mitteilung, die am Abend folgen soll, und "
    "bat um Geduld. Im Saal saßen Gäste aus neun Ländern, darunter zwei frühere Minister. Am Ende stand der Präsident "
    "noch lange am Fenster, gab Interviews und ließ sich mit Kindern fotografieren. Heute reist er weiter nach Wien."
)
DUTCH = (
    "De minister was in Den Haag en zei dat de plannen van het kabinet over twee weken in de Kamer worden besproken. "
    "Er is volgens haar geen geld om alle dorpen te helpen, en of dat verandert, had zij niet willen zeggen. We gaan "
    "door, aldus de minister. De burgemeester van de stad noemde het besluit een teken van zwakte. In het dorp aan de "
    "haven was men boos. De vissers willen dat er een nieuw plan komt, en dat het geld er in het voorjaar is. Of de "
    "Kamer daar iets in ziet, is de vraag, want in de stad had men ook op hulp gehoopt en was er al een brief gestuurd."
)
NORWEGIAN = (
    "Statsministeren sa på tirsdag at regjeringen ikke vil endre planene for havnen. Alle partier har fått brevet, og "
    "det var ingen som ville si noe mer om saken. Hun har bodd i byen i to år. Vi venter på svar fra departementet, sa "
    "ordføreren, og la til at folk er lei av å vente. Fiskerne ved havnen mener at planen er for dyr, men de vil ha "
    "et svar før jul. Det er over ti år siden havnen ble bygd, og siden den gang har ingen gjort noe med den. Nå må "
    "det skje noe, sa en av dem, som har vært på sjøen i hele sitt liv og ikke har tenkt å slutte med det første."
)
NAMES = ", ".join(
    ("Anna Berg", "Jan de Vries", "Marie Dubois", "John Smith", "Sergey Lavrov", "Kofi Annan") * 10
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param(ENGLISH, True, id="english"),
        pytest.param(ENGLISH.upper(), True, id="capitals"),
        pytest.param(f"{NAMES}. {ENGLISH}", False, id="english behind names"),
        pytest.param("The talks will go on, he said.", False, id="too short"),
        pytest.param(GERMAN, False, id="german"),
        pytest.param(QUOTING, False, id="german that quotes english"),
        pytest.param(f"{ENGLISH} {GERMAN}", False, id="half english, half german"),
        pytest.param(DUTCH, False, id="dutch"),
        pytest.param(NORWEGIAN, False, id="norwegian"),
        pytest.param(NAMES, False, id="names"),
        pytest.param("", False, id="empty"),
    ],
)
def test_only_a_text_that_is_english_all_over_is_plainly_english(text: str, plain: bool) -> None:
    assert plain == is_plainly_english(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [(ENGLISH, "en"), (GERMAN, "de"), (QUOTING, "de"), (DUTCH, "nl"), (f"{NAMES}. {ENGLISH}", "en")],
)
def test_a_text_has_the_language_it_is_written_in(text: str, expected: str) -> None:
    assert expected == language(text)


def test_an_english_report_does_not_load_the_identifier() -> None:
    code = "import sys; from onrecord.ingest.language import language; print(language(sys.argv[1]), *sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, ENGLISH], capture_output=True, text=True, check=True)
    found, *modules = done.stdout.split()
    assert found == "en"
    assert "py3langid" not in modules
