"""Our sentences for rewards and tickets (zinnen over voordelen en tickets)."""

from __future__ import annotations

from collections.abc import Mapping

from .said_benefits import SaidOfBenefits as Said

BENEFITS: Mapping[Said, tuple[str, str, str, str]] = {
    Said.NOT_REDEEMABLE: (
        "Dit voordeel kan je nu niet inruilen.",
        "Vous ne pouvez pas échanger cet avantage pour l'instant.",
        "Diesen Vorteil können Sie jetzt nicht einlösen.",
        "You cannot redeem this reward now.",
    ),
    Said.POINTS_ASKED: (
        "Het voordeel “{name}” kost {points} punten. Ga je daarmee akkoord?",
        "L'avantage “{name}” coûte {points} points. Êtes-vous d'accord ?",
        "Der Vorteil “{name}” kostet {points} Punkte. Sind Sie damit einverstanden?",
        "The reward “{name}” costs {points} points. Do you agree?",
    ),
    Said.POINTS_AND_BALANCE: (
        "Voor “{name}” betaal je {points} punten. Je hebt er nu {before} en houdt er {after} over. Akkoord?",
        "Pour “{name}” : {points} points. Vous en avez {before}, il en restera {after}. Êtes-vous d'accord ?",
        "Für “{name}”: {points} Punkte. Sie haben {before}, danach bleiben {after}. Einverstanden?",
        "For “{name}”: {points} points. You have {before} and keep {after}. Do you agree?",
    ),
    Said.POINTS_WENT_UP: (
        "Dit voordeel kost nu {asked} punten; je zag {agreed}. Wil je het toch inruilen?",
        "Cet avantage coûte maintenant {asked} points ; vous avez vu {agreed}. L'échanger quand même ?",
        "Dieser Vorteil kostet jetzt {asked} Punkte; Sie sahen {agreed}. Trotzdem einlösen?",
        "This reward costs {asked} points now; you saw {agreed}. Do you still want it?",
    ),
    Said.POINTS_KEPT: (
        "De punten kunnen niet meer teruggegeven worden: de periode van dit voordeel is voorbij.",
        "Les points ne peuvent plus être rendus : la période de cet avantage est terminée.",
        "Die Punkte können nicht mehr zurückgegeben werden: Der Zeitraum dieses Vorteils ist vorbei.",
        "The points cannot be given back any more: the period of this reward is over.",
    ),
    Said.REWARD_FIXED: (
        "Dit voordeel is al {count} keer ingeruild en kan niet meer aangepast worden: maak een nieuw aan.",
        "Cet avantage a déjà été échangé {count} fois et ne peut plus changer : créez-en un nouveau.",
        "Dieser Vorteil wurde schon {count} Mal eingelöst und ist fest: Legen Sie einen neuen an.",
        "This reward was redeemed {count} times already and is fixed: make a new one.",
    ),
    Said.TOO_MANY_TICKETS: (
        "Zoveel tickets kan je met deze UiTPAS nu nog kopen aan dit tarief: {remaining}.",
        "Nombre de billets que vous pouvez encore acheter à ce tarif avec cet UiTPAS : {remaining}.",
        "So viele Tickets können Sie mit diesem UiTPAS jetzt noch zu diesem Tarif kaufen: {remaining}.",
        "So many more tickets you can buy with this UiTPAS at this tariff: {remaining}.",
    ),
    Said.NO_TICKETS: (
        "Met deze UiTPAS kan je aan dit tarief nu geen tickets meer kopen.",
        "Avec cet UiTPAS, vous ne pouvez plus acheter de billets à ce tarif.",
        "Mit diesem UiTPAS können Sie zu diesem Tarif jetzt keine Tickets mehr kaufen.",
        "With this UiTPAS you can buy no more tickets at this tariff.",
    ),
    Said.NO_DESCRIPTION: (
        "Beschrijf wat dit voordeel is.",
        "Décrivez cet avantage.",
        "Beschreiben Sie diesen Vorteil.",
        "Describe this reward.",
    ),
    Said.NO_ORGANIZER: (
        "Kies minstens één organisatie waar dit voordeel ingeruild kan worden.",
        "Choisissez au moins une organisation où cet avantage peut être échangé.",
        "Wählen Sie mindestens eine Organisation, bei der dieser Vorteil eingelöst werden kann.",
        "Choose at least one organizer where this reward can be redeemed.",
    ),
    Said.NEGATIVE_POINTS: (
        "Het aantal punten kan niet onder nul zijn: vul 0 of meer in.",
        "Le nombre de points ne peut pas être négatif : indiquez 0 ou plus.",
        "Die Zahl der Punkte kann nicht unter null sein: Geben Sie 0 oder mehr ein.",
        "The number of points cannot be below zero: enter 0 or more.",
    ),
    Said.WELCOME_POINTS: (
        "Een welkomstvoordeel krijg je gratis: vul geen punten in.",
        "Un avantage de bienvenue est gratuit : n'indiquez pas de points.",
        "Ein Willkommensvorteil ist gratis: Geben Sie keine Punkte ein.",
        "A welcome reward is free: enter no points.",
    ),
    Said.NO_CATEGORY: (
        "Kies minstens één van deze categorieën: {known}.",
        "Choisissez au moins une de ces catégories : {known}.",
        "Wählen Sie mindestens eine dieser Kategorien: {known}.",
        "Choose at least one of these categories: {known}.",
    ),
    Said.PERIOD_TURNED: (
        "De einddatum ligt vóór de begindatum: pas één ervan aan.",
        "La date de fin précède la date de début : corrigez l'une d'elles.",
        "Das Enddatum liegt vor dem Anfangsdatum: Ändern Sie eines davon.",
        "The end date comes before the start date: change one of them.",
    ),
    Said.PERIOD_OVER: (
        "Deze periode is al voorbij: kies een einddatum die nog moet komen.",
        "Cette période est déjà terminée : choisissez une date de fin à venir.",
        "Dieser Zeitraum ist schon vorbei: Wählen Sie ein Enddatum, das noch kommt.",
        "This period is over already: choose an end date that is still to come.",
    ),
    Said.OTHER_ORGANIZER: (
        "Dit voordeel is niet van de organisatie van deze activiteit: kies een ander voordeel.",
        "Cet avantage n'est pas de l'organisation de cette activité : choisissez-en un autre.",
        "Dieser Vorteil ist nicht von der Organisation dieser Aktivität: Wählen Sie einen anderen.",
        "This reward is not of the organizer of this activity: choose another one.",
    ),
    Said.TOO_DEAR: (
        "Met een voordeel kan de prijs niet hoger zijn dan de gewone prijs.",
        "Avec un avantage, le prix ne peut pas dépasser le prix normal.",
        "Mit einem Vorteil kann der Preis nicht höher sein als der normale Preis.",
        "With a reward the price cannot be above the usual price.",
    ),
    Said.NO_UNITS: (
        "Vul minstens 1 stuk in, of laat het leeg als er geen grens is.",
        "Indiquez au moins 1 pièce, ou rien s'il n'y a pas de limite.",
        "Geben Sie mindestens 1 Stück ein, oder nichts, wenn es keine Grenze gibt.",
        "Enter at least 1, or nothing when there is no limit.",
    ),
}
