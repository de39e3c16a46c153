"""Makes the example decks in ../formats with the programs that people use.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install anki openpyxl odfpy
    apt-get install libreoffice-calc-nogui
    /tmp/venv/bin/python tests/data/decks/make/make.py

The files are kept in the repository; the tests read them and make none. Packages of Anki hold the time at which they
were made, so a new run gives other bytes and the same cards.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "formats")

HEADER = ["Skill", "Situation", "What to do", "Duration", "Why", "For", "Warning", "Comment"]
ROWS = [
    ["Press the feet", "You cannot feel the ground. What now?", "1. Both soles flat (5 s)\n2. Press, then let go (10 s x4)",
     "", "Pressure is easy to feel.", "flooded, numb", "Not on ice.", "from Monday's group"],
    ["A longer out-breath", "The breath is fast.", "breathe 4-6 x8", "", "", "flooded", "Leave it out when it makes you tense.", ""],
    ["Name five things", "Everything is far away.", "Name five things that you see.", "1 min", "", "numb", "", ""],
    ["=Weird title", "=1+1", "@look around", "", "+why", "steady", "-caution", ""],
]


def table():
    import csv
    for name, delimiter, encoding in [("skills.csv", ",", "utf-8"), ("skills.tsv", "\t", "utf-8"), ("skills-excel.csv", ";", "utf-8-sig")]:
        with open(os.path.join(OUT, name), "w", newline="", encoding=encoding) as file:
            writer = csv.writer(file, delimiter=delimiter)
            writer.writerow(HEADER)
            writer.writerows(ROWS)


def openpyxl_book():
    from openpyxl import Workbook
    from openpyxl.styles import Font
    book = Workbook()
    sheet = book.active
    sheet.title = "Skills"
    sheet.append(HEADER)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in ROWS:
        sheet.append([None if value == "" else value for value in row])
    # As openpyxl writes them, these two are formulas; the last column is a number.
    sheet["H3"] = 5
    notes = book.create_sheet("Notes")
    notes.append(["Written by", "A. Clinician"])
    book.save(os.path.join(OUT, "openpyxl.xlsx"))


def odfpy_book():
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="Skills")
    for values in [HEADER] + ROWS[:3]:
        row = TableRow()
        for value in values:
            cell = TableCell(valuetype="string")
            for line in value.split("\n"):
                cell.addElement(P(text=line))
            row.addElement(cell)
        sheet.addElement(row)
    book.spreadsheet.addElement(sheet)
    book.save(os.path.join(OUT, "odfpy.ods"))


def libreoffice_books():
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "libreoffice.csv")
        shutil.copy(os.path.join(OUT, "skills.csv"), source)
        for ending in ["xlsx", "ods"]:
            subprocess.run(
                ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", ending, "--outdir", OUT, source],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def anki_packages():
    from anki.collection import Collection, DeckIdLimit, ExportAnkiPackageOptions
    from anki.decks import DeckId

    folder = tempfile.mkdtemp()
    try:
        col = Collection(os.path.join(folder, "collection.anki2"))
        deck = col.decks.id("Therapy::Steady skills")
        basic = col.models.by_name("Basic")
        cloze = col.models.by_name("Cloze")
        own = col.models.new("Skill")
        for name in ["Front", "Back", "Why", "Caution"]:
            col.models.add_field(own, col.models.new_field(name))
        template = col.models.new_template("Card 1")
        template["qfmt"], template["afmt"] = "{{Front}}", "{{Back}}"
        col.models.add_template(own, template)
        col.models.add(own)
        own = col.models.by_name("Skill")
        with open(os.path.join(folder, "feet.png"), "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n")
        picture = col.media.add_file(os.path.join(folder, "feet.png"))
        for model, fields, tags in [
            (basic, ["You cannot feel the ground.<br>What now?", f"<ol><li>Both soles flat (5 s)</li><li>Press &amp; let go (10 s x4)</li></ol><img src=\"{picture}\">"], ["flooded", "group-a"]),
            (cloze, ["The breath is fast: {{c1::breathe out::how?}} for longer than {{c2::in}}.", "Slower is enough."], ["numb"]),
            (own, ["Everything is far away.", "<div>Name five things that you see.</div><div>Touch one. [sound:sea.mp3]</div>", "The senses are here and now.", "Sit down first."], []),
        ]:
            note = col.new_note(model)
            for place, value in enumerate(fields):
                note.fields[place] = value
            note.tags = tags
            col.add_note(note, deck)
        col.decks.select(deck)
        for _ in range(3):
            card = col.sched.getCard()
            if card is None:
                break
            card.start_timer()
            col.sched.answerCard(card, 3)
        for name, legacy in [("anki-old.apkg", True), ("anki-new.apkg", False)]:
            options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=legacy, with_deck_configs=False)
            path = os.path.join(OUT, name)
            if os.path.exists(path):
                os.remove(path)
            col.export_anki_package(out_path=path, options=options, limit=DeckIdLimit(DeckId(deck)))
        crowdanki(col, deck)
        # This closes the collection.
        path = os.path.join(OUT, "anki-new.colpkg")
        if os.path.exists(path):
            os.remove(path)
        col.export_collection_package(path, include_media=False, legacy=False)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def crowdanki(col, deck):
    """Writes what the extension CrowdAnki writes, from the same collection."""
    models, notes = {}, []
    for nid in col.find_notes('deck:"Therapy::Steady skills"'):
        note = col.get_note(nid)
        model = note.note_type()
        uuid = f"model-{model['name'].lower()}"
        models[uuid] = {"__type__": "NoteModel", "crowdanki_uuid": uuid, "name": model["name"], "type": model["type"],
                        "flds": [{"name": field["name"], "ord": field["ord"]} for field in model["flds"]], "css": model["css"]}
        notes.append({"__type__": "Note", "fields": note.fields, "guid": note.guid, "note_model_uuid": uuid, "tags": note.tags})
    inner = {"__type__": "Deck", "children": [], "crowdanki_uuid": "deck-2", "desc": "", "media_files": ["feet.png"],
             "name": "Steady skills", "note_models": list(models.values()), "notes": notes}
    outer = {"__type__": "Deck", "children": [inner], "crowdanki_uuid": "deck-1", "media_files": [], "name": "Therapy", "note_models": [], "notes": []}
    with open(os.path.join(OUT, "crowdanki.json"), "w", encoding="utf-8") as file:
        json.dump(outer, file, indent=4, ensure_ascii=False)


def texts():
    with open(os.path.join(OUT, "questions-tab.txt"), "w", encoding="utf-8") as file:
        file.write("You cannot feel the ground?\tPress both feet down for 10 seconds\nThe breath is fast?\tBreathe out slowly\n")
    with open(os.path.join(OUT, "questions-dash.txt"), "w", encoding="utf-8") as file:
        file.write("Fast breath - breathe out slowly\nCold hands - rub them for a minute\n")
    with open(os.path.join(OUT, "questions-semicolon.txt"), "w", encoding="utf-8") as file:
        file.write("Fast breath;Breathe out slowly\nCold hands;Rub them\n")


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    steps = [table, openpyxl_book, odfpy_book, libreoffice_books, anki_packages, texts]
    wanted = sys.argv[1:]
    for step in steps:
        if not wanted or step.__name__ in wanted:
            print(step.__name__)
            step()
