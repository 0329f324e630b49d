"""Our sentences for what somebody typed wrongly, or a list holds (zinnen over vergissingen)."""

from __future__ import annotations

from collections.abc import Mapping

from .said import Mistake

MISTAKES: Mapping[Mistake, tuple[str, str, str, str]] = {
    Mistake.NUMBER_LENGTH: (
        "Een UiTPAS-nummer heeft 13 cijfers; hier staan er {count}.",
        "Un numéro UiTPAS a 13 chiffres ; ici il y en a {count}.",
        "Eine UiTPAS-Nummer hat 13 Ziffern; hier sind es {count}.",
        "A UiTPAS number has 13 digits; here are {count}.",
    ),
    Mistake.NUMBER_LETTERS: (
        "Een UiTPAS-nummer bestaat enkel uit cijfers; er staat iets anders tussen.",
        "Un numéro UiTPAS ne contient que des chiffres ; il y a autre chose.",
        "Eine UiTPAS-Nummer besteht nur aus Ziffern; hier steht etwas anderes.",
        "A UiTPAS number has digits only; there is something else in it.",
    ),
    Mistake.NUMBER_CHECK: (
        "Een van de 13 cijfers is verkeerd: typ het UiTPAS-nummer over van de kaart.",
        "Un des 13 chiffres est faux : recopiez le numéro UiTPAS de la carte.",
        "Eine der 13 Ziffern ist falsch: Schreiben Sie die UiTPAS-Nummer von der Karte ab.",
        "One of the 13 digits is wrong: copy the UiTPAS number from the card.",
    ),
    Mistake.INSZ_LENGTH: (
        "Een rijksregisternummer heeft 11 cijfers; hier staan er {count}.",
        "Un numéro national a 11 chiffres ; ici il y en a {count}.",
        "Eine Nationalregisternummer hat 11 Ziffern; hier sind es {count}.",
        "A national number has 11 digits; here are {count}.",
    ),
    Mistake.INSZ_LETTERS: (
        "Een rijksregisternummer bestaat enkel uit cijfers; er staat iets anders tussen.",
        "Un numéro national ne contient que des chiffres ; il y a autre chose.",
        "Eine Nationalregisternummer besteht nur aus Ziffern; hier steht etwas anderes.",
        "A national number has digits only; there is something else in it.",
    ),
    Mistake.INSZ_CHECK: (
        "Dit is geen rijksregisternummer: een van de 11 cijfers is verkeerd.",
        "Ceci n'est pas un numéro national : un des 11 chiffres est faux.",
        "Das ist keine Nationalregisternummer: Eine der 11 Ziffern ist falsch.",
        "This is no national number: one of the 11 digits is wrong.",
    ),
    Mistake.INSZ_OTHER_BIRTH: (
        "Het rijksregisternummer en de geboortedatum spreken elkaar tegen. Kijk beide na.",
        "Le numéro national et la date de naissance se contredisent. Vérifiez les deux.",
        "Nationalregisternummer und Geburtsdatum widersprechen sich. Prüfen Sie beide.",
        "The national number and the birth date contradict each other. Check both.",
    ),
    Mistake.CHIP: (
        "Een chipnummer heeft 14 tekens, cijfers en letters van A tot F.",
        "Un numéro de puce a 14 signes, des chiffres et des lettres de A à F.",
        "Eine Chipnummer hat 14 Zeichen, Ziffern und Buchstaben von A bis F.",
        "A chip number has 14 signs, digits and letters from A to F.",
    ),
    Mistake.BARCODE: (
        "In deze streepjescode vinden we geen rijksregisternummer.",
        "Nous ne trouvons pas de numéro national dans ce code-barres.",
        "In diesem Strichcode finden wir keine Nationalregisternummer.",
        "We find no national number in this barcode.",
    ),
    Mistake.IDENTIFIER: (
        (
            "Dit is geen UiTPAS-nummer (13 cijfers), rijksregisternummer (11 cijfers) of chip (14 tekens); "
            "hier staan {count} tekens."
        ),
        (
            "Ceci n'est ni un numéro UiTPAS (13 chiffres), ni un numéro national (11 chiffres), ni un numéro "
            "de puce (14 signes) ; ici il y a {count} signes."
        ),
        (
            "Das ist keine UiTPAS-Nummer (13 Ziffern), Nationalregisternummer (11 Ziffern) oder Chipnummer "
            "(14 Zeichen); hier sind es {count} Zeichen."
        ),
        (
            "This is no UiTPAS number (13 digits), national number (11 digits) or chip number (14 signs); "
            "here are {count} signs."
        ),
    ),
    Mistake.BIRTH_DATE: (
        "Dit is geen geboortedatum: schrijf bijvoorbeeld 31/12/2019.",
        "Ceci n'est pas une date de naissance : écrivez par exemple 31/12/2019.",
        "Das ist kein Geburtsdatum: Schreiben Sie zum Beispiel 31/12/2019.",
        "This is no birth date: write it as 31/12/2019.",
    ),
    Mistake.LANGUAGE: (
        "Deze taal kennen we niet: kies nl, fr, de of en.",
        "Nous ne connaissons pas cette langue : choisissez nl, fr, de ou en.",
        "Diese Sprache kennen wir nicht: Wählen Sie nl, fr, de oder en.",
        "We do not know this language: choose nl, fr, de or en.",
    ),
    Mistake.ROUNDED: (
        "Het rekenblad heeft dit nummer afgerond. Zet de kolom op Tekst en vul het nummer opnieuw in.",
        "Le tableur a arrondi ce numéro. Mettez la colonne en Texte et entrez le numéro à nouveau.",
        "Die Tabelle hat diese Nummer gerundet. Stellen Sie die Spalte auf Text und geben Sie sie neu ein.",
        "The spreadsheet rounded this number. Set the column to Text and enter the number again.",
    ),
    Mistake.NO_ID: (
        "In deze rij staat niet wie het is: de kolom met het id is leeg.",
        "Cette ligne ne dit pas de qui il s'agit : la colonne avec l'id est vide.",
        "In dieser Zeile steht nicht, wer es ist: Die Spalte mit der Id ist leer.",
        "This row does not say who it is: the column with the id is empty.",
    ),
    Mistake.TWICE_ID: (
        "Deze deelnemer staat al op rij {row}.",
        "Ce participant est déjà à la ligne {row}.",
        "Dieser Teilnehmer steht schon in Zeile {row}.",
        "This participant is in row {row} already.",
    ),
    Mistake.TWICE_NUMBER: (
        "Dit UiTPAS-nummer staat ook bij de deelnemer op rij {row}.",
        "Ce numéro UiTPAS est aussi celui du participant à la ligne {row}.",
        "Diese UiTPAS-Nummer steht auch beim Teilnehmer in Zeile {row}.",
        "This UiTPAS number is also that of the participant in row {row}.",
    ),
    Mistake.MERGED: (
        "In het blad zijn cellen samengevoegd ({cells}). Maak die los: elke kolom heeft één kop op rij 1.",
        "Des cellules sont fusionnées dans la feuille ({cells}). Séparez-les : un titre par colonne.",
        "Im Blatt sind Zellen verbunden ({cells}). Trennen Sie sie: eine Überschrift je Spalte.",
        "Cells are merged in the sheet ({cells}). Split them: each column has one header in row 1.",
    ),
    Mistake.NO_HEADER: (
        "Op de eerste rij vinden we geen kolom {column}. Zet er de namen van de kolommen, zoals: id, uitpas.",
        "La première ligne n'a pas de colonne {column}. Mettez-y les noms des colonnes, comme : id, uitpas.",
        "In der ersten Zeile finden wir keine Spalte {column}. Schreiben Sie dort Namen wie: id, uitpas.",
        "The first row has no column {column}. Put the names of the columns there, such as: id, uitpas.",
    ),
    Mistake.TWICE_HEADER: (
        "Twee kolommen zijn de kolom {column}. Laat er één staan.",
        "Deux colonnes sont la colonne {column}. N'en gardez qu'une.",
        "Zwei Spalten sind die Spalte {column}. Lassen Sie eine stehen.",
        "Two columns are the column {column}. Leave one of them.",
    ),
    Mistake.UNREADABLE_FILE: (
        "Dit bestand kunnen we niet lezen. Bewaar het als Excel (.xlsx) of als CSV.",
        "Nous ne pouvons pas lire ce fichier. Enregistrez-le en Excel (.xlsx) ou en CSV.",
        "Diese Datei können wir nicht lesen. Speichern Sie sie als Excel (.xlsx) oder als CSV.",
        "We cannot read this file. Save it as Excel (.xlsx) or as CSV.",
    ),
}
