"""What a role charter says until the organisation writes its own: one page, in both languages, each written for itself.

It is about work, never about what anyone has lived through, and it binds the organisation as much as the person.
"""

from __future__ import annotations

AT_FIRST: dict[str, str] = {
    "does_fr": """\
Je rencontre chaque personne de la façon qu’elle a choisie : en personne, à distance, en marchant ou en groupe.
J’écoute. Je parle de ce qui m’a aidé si j’en ai envie, et si cela lui sert.
Je l’aide à trouver des services, et je l’accompagne quand elle le demande.
Je l’aide à avancer vers ce qu’elle veut pour elle, dans ses mots.
Je note la date et la durée d’une rencontre. J’écris peu, et rien qu’elle ne pourrait lire.
Je peux donner mon avis sur les façons de faire de l’organisme. C’est aussi du travail payé.
Si ce rôle est une part d’un poste plus large, cette part est écrite et ses heures sont protégées.""",
    "does_en": """\
I meet each person the way they chose: in person, from a distance, on a walk or in a group.
I listen. I talk about what helped me if I feel like it, and if it is of use to them.
I help people find services, and I go with them when they ask.
I help people move toward what they want, in their own words.
I note the date and the length of a meeting. I write little, and nothing they could not read.
I may say what I think about how the organization works. That is paid work too.
If this role is one share of a larger post, the share is written down and its hours are protected.""",
    "does_not_fr": """\
Je ne fais pas de thérapie et ne donne pas de conseils médicaux ou juridiques.
Je ne décide pas à la place de quelqu’un, et je ne juge pas ses choix.
Je ne demande à personne de raconter son histoire, et rien ne m’oblige à raconter la mienne.
Je ne prête pas d’argent, je n’en emprunte pas, je ne garde ni cartes ni papiers.
Je ne donne ni mon adresse ni mon numéro personnel, et je ne réponds pas hors de mes heures.
Je n’ai pas de relation amoureuse ou intime avec une personne que je soutiens.
Je ne fais pas d’enquête et ne cherche pas de preuves.""",
    "does_not_en": """\
I don’t give therapy, or medical or legal advice.
I don’t decide for anyone, and I don’t judge what they choose.
I don’t ask anyone to tell their story, and I never have to tell mine.
I don’t lend or borrow money, and I don’t hold on to cards or papers.
I don’t give out my own address or number, and I don’t answer outside my hours.
I don’t have a romantic or intimate relationship with someone I support.
I don’t investigate, and I don’t look for evidence.""",
    "ask_first_fr": """\
Avant d’aller chez quelqu’un, ou de prendre quelqu’un dans ma voiture.
Avant d’offrir un cadeau, ou d’en accepter un.
Avant de soutenir une personne de plus, ou de dépasser mes heures.
Avant d’interpréter à un rendez-vous officiel, ou d’y parler au nom de quelqu’un.
Avant de parler du programme en public ou à un média.
Si je connaissais déjà la personne, ou si nous connaissons les mêmes gens.""",
    "ask_first_en": """\
Before I go to someone’s home, or take someone in my car.
Before I give a gift, or accept one.
Before I support one more person, or go past my hours.
Before I interpret at an official appointment, or speak there for someone.
Before I talk about the program in public or to the media.
If I already knew the person, or if we know the same people.""",
    "turn_to_fr": """\
La personne qui me supervise : aux dates prévues, et chaque fois que j’ai besoin de parler.
Si quelqu’un peut être en danger : la marche à suivre, puis la personne de garde. Une vie en danger maintenant : 9-1-1.
La coordination : pour mes heures, ma paie et mon horaire.
La personne alliée, hors de l’organisme : si quelque chose ici me fait du tort.
Mes collègues me traitent comme une personne de l’équipe, et ne me demandent pas ce que j’ai vécu.
Je peux prendre du recul sans dire pourquoi. L’organisme s’occupe de la suite avec chaque personne.""",
    "turn_to_en": """\
My supervisor: on the dates we set, and any time I need to talk.
If someone may be in danger: the safety sheet, then the person on call. A life in danger right now: 9-1-1.
The coordinator: for my hours, my pay and my schedule.
The outside ally: if something here does me harm.
My colleagues treat me as one of the team, and don’t ask what I have lived through.
I can step back and not say why. The organization looks after what comes next with each person.""",
}
