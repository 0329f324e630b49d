"""Our sentences for what happens to enrolments, passes and check-ins (zinnen over wat er gebeurt)."""

from __future__ import annotations

from collections.abc import Mapping

from .said import Said

SAID: Mapping[Said, tuple[str, str, str, str]] = {
    Said.ALREADY_ENROLLED: (
        "Dit kind is al ingeschreven voor deze activiteit.",
        "Cet enfant est déjà inscrit à cette activité.",
        "Dieses Kind ist für diese Aktivität bereits angemeldet.",
        "This child is already enrolled in this activity.",
    ),
    Said.ACTIVITY_CANCELLED: (
        "Deze activiteit gaat niet door.",
        "Cette activité n'a pas lieu.",
        "Diese Aktivität findet nicht statt.",
        "This activity does not take place.",
    ),
    Said.ACTIVITY_FULL: (
        "Deze activiteit is volzet.",
        "Cette activité est complète.",
        "Diese Aktivität ist ausgebucht.",
        "This activity is full.",
    ),
    Said.NO_SUCH_TARIFF: (
        "Dit voordeel is er voor deze activiteit nu niet (meer).",
        "Cet avantage n'existe pas (ou plus) pour cette activité.",
        "Diesen Vorteil gibt es für diese Aktivität jetzt nicht (mehr).",
        "This benefit is not (or no longer) available for this activity.",
    ),
    Said.PRICE_WENT_UP: (
        "De prijs is {asked} geworden; je zag {agreed}. Wil je toch inschrijven?",
        "Le prix est devenu {asked} ; vous avez vu {agreed}. Voulez-vous quand même inscrire ?",
        "Der Preis ist jetzt {asked}; Sie sahen {agreed}. Möchten Sie trotzdem anmelden?",
        "The price has become {asked}; you saw {agreed}. Do you still want to enrol?",
    ),
    Said.SALE_UNKNOWN: (
        "UiTPAS heeft nog niet bevestigd. Je plaats blijft bewaard: schrijf niet opnieuw in.",
        "UiTPAS n'a pas encore confirmé. Votre place est gardée : n'inscrivez pas une deuxième fois.",
        "UiTPAS hat noch nicht bestätigt. Ihr Platz bleibt reserviert: melden Sie nicht noch einmal an.",
        "UiTPAS has not confirmed yet. Your place is kept: do not enrol again.",
    ),
    Said.DISCOUNT_OWED: (
        "UiTPAS heeft het kansentarief bevestigd: de prijs is {price}. Je krijgt {refund} terug.",
        "UiTPAS a confirmé le tarif réduit : le prix est de {price}. On vous rend {refund}.",
        "UiTPAS hat den Sozialtarif bestätigt: Der Preis ist {price}. Sie bekommen {refund} zurück.",
        "UiTPAS has confirmed the social tariff: the price is {price}. You get {refund} back.",
    ),
    Said.DISCOUNT_LATER: (
        (
            "UiTPAS is even niet bereikbaar. Je betaalt nu de volledige prijs; "
            "zodra UiTPAS het kansentarief bevestigt, krijg je het verschil terug."
        ),
        (
            "UiTPAS n'est pas joignable pour l'instant. Vous payez maintenant le prix plein ; "
            "dès que UiTPAS confirme le tarif réduit, la différence vous est rendue."
        ),
        (
            "UiTPAS ist im Moment nicht erreichbar. Sie zahlen jetzt den vollen Preis; "
            "sobald UiTPAS den Sozialtarif bestätigt, bekommen Sie die Differenz zurück."
        ),
        (
            "UiTPAS cannot be reached just now. You pay the full price; "
            "once UiTPAS confirms the social tariff you get the difference back."
        ),
    ),
    Said.PASS_TAKEN: (
        "Dit UiTPAS-nummer staat al bij een andere deelnemer. Kijk het nummer op de kaart na.",
        "Ce numéro UiTPAS est déjà celui d'un autre participant. Vérifiez le numéro sur la carte.",
        "Diese UiTPAS-Nummer gehört schon zu einem anderen Teilnehmer. Prüfen Sie die Nummer auf der Karte.",
        "This UiTPAS number already belongs to another participant. Check the number on the card.",
    ),
    Said.CONSENT_NEEDED: (
        "Om de UiTPAS met het rijksregisternummer op te zoeken is toestemming nodig.",
        "Il faut un accord pour chercher l'UiTPAS au moyen du numéro national.",
        "Um den UiTPAS mit der Nationalregisternummer zu suchen, ist eine Zustimmung nötig.",
        "Looking the UiTPAS up by national number needs consent.",
    ),
    Said.TOO_MANY_QUESTIONS: (
        "Je hebt dit te vaak na elkaar gevraagd. Probeer het later opnieuw.",
        "Vous avez posé cette question trop souvent. Réessayez plus tard.",
        "Sie haben dies zu oft hintereinander gefragt. Versuchen Sie es später noch einmal.",
        "You asked this too often in a row. Try again later.",
    ),
    Said.NOTHING_TO_SHOW: (
        "Hierover tonen we je niets.",
        "Nous ne vous montrons rien à ce sujet.",
        "Dazu zeigen wir Ihnen nichts.",
        "We show you nothing about this.",
    ),
    Said.CHECKED_IN: (
        "Ingecheckt: {points} UiTPAS-punt(en) erbij.",
        "Enregistré : {points} point(s) UiTPAS de plus.",
        "Eingecheckt: {points} UiTPAS-Punkt(e) mehr.",
        "Checked in: {points} more UiTPAS point(s).",
    ),
    Said.CHECK_IN_QUEUED: (
        "Punten sparen kan nu nog niet. We doen het vanzelf zodra UiTPAS het toelaat.",
        "Il n'est pas encore possible d'épargner des points. Nous le ferons dès que UiTPAS le permet.",
        "Punkte sammeln geht jetzt noch nicht. Wir tun es von selbst, sobald UiTPAS es erlaubt.",
        "Points cannot be saved yet. We do it by ourselves as soon as UiTPAS allows it.",
    ),
    Said.CHECK_IN_UNKNOWN: (
        "UiTPAS heeft nog niet bevestigd dat het punt erbij is. We kijken het na; check niet opnieuw in.",
        "UiTPAS n'a pas encore confirmé le point. Nous vérifions ; ne vous enregistrez pas à nouveau.",
        "UiTPAS hat den Punkt noch nicht bestätigt. Wir prüfen es; checken Sie nicht noch einmal ein.",
        "UiTPAS has not confirmed the point yet. We look into it; do not check in again.",
    ),
    Said.CHECK_IN_REFUSED: (
        "UiTPAS geeft hiervoor geen punt.",
        "UiTPAS ne donne pas de point pour ceci.",
        "UiTPAS gibt hierfür keinen Punkt.",
        "UiTPAS gives no point for this.",
    ),
    Said.CHECK_IN_UNDONE: (
        "De check-in is ongedaan gemaakt.",
        "L'enregistrement est annulé.",
        "Das Einchecken ist rückgängig gemacht.",
        "The check-in was undone.",
    ),
    Said.STILL_NEEDED: (
        "Deze gegevens zijn nog nodig voor een lopende inschrijving of check-in.",
        "Ces données sont encore nécessaires pour une inscription ou un enregistrement en cours.",
        "Diese Daten werden noch für eine laufende Anmeldung oder ein Einchecken gebraucht.",
        "These data are still needed for an enrolment or check-in under way.",
    ),
}
