"""Words to decline kindly, for what is often asked. Own words, each language written for itself; hers to change.

Each answer says what is not possible, who may be asked instead, and what she can do.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SayingNo:
    asked_fr: str
    asked_en: str
    fr: str
    en: str

    def said(self, language: str) -> tuple[str, str]:
        """(what was asked, what to say)."""
        return (self.asked_fr, self.fr) if language == "fr" else (self.asked_en, self.en)


SAYINGS: tuple[SayingNo, ...] = (
    SayingNo(
        "On me demande de suivre les démarches à la place de quelqu’un",
        "I’m asked to manage someone’s services for them",
        "Ce travail demande une formation et du temps que mon rôle n’a pas. Qui dans l’équipe peut s’en charger? "
        "Je peux y aller avec la personne, si elle le veut.",
        "That work needs training and time that my role doesn’t have. Who on the team can take it? "
        "I’m glad to go along with the person, if they want me to.",
    ),
    SayingNo(
        "On me demande d’interpréter à un rendez-vous officiel",
        "I’m asked to interpret at an official appointment",
        "À un rendez-vous officiel, il faut quelqu’un dont c’est le métier. "
        "Réservons ensemble un service d’interprétation. Je peux rester à côté de la personne.",
        "An official appointment calls for a trained interpreter. Let’s book one together. "
        "I can sit beside the person while they talk.",
    ),
    SayingNo(
        "On me demande de surveiller la porte ou de régler une dispute",
        "I’m asked to watch the door or settle a dispute",
        "Je ne peux pas faire la sécurité : les gens ne me parleraient plus de la même façon. "
        "Appelons la personne de garde.",
        "I can’t do security: people wouldn’t talk to me the same way after. Let’s call the person on duty.",
    ),
    SayingNo(
        "On me demande de conduire quelqu’un en auto, sans autre personne",
        "I’m asked to drive someone alone in my car",
        "Je ne conduis personne sans une entente avec l’équipe. Voyons un taxi payé ou l’autobus. "
        "Je peux faire le trajet avec la personne.",
        "I don’t drive people unless the team and I have agreed first. Let’s look at a paid taxi or the bus. "
        "I can ride along.",
    ),
    SayingNo(
        "On me demande de remplacer quelqu’un à la dernière minute",
        "I’m asked to stand in for someone at the last minute",
        "Aujourd’hui, non : mes heures sont pleines. Si cela arrive souvent, parlons-en en équipe.",
        "Not today: my hours are full. If this keeps coming up, let’s talk about it as a team.",
    ),
    SayingNo(
        "On me propose de soutenir une personne de plus",
        "I’m asked to support one more person",
        "Je tiens à bien soutenir les personnes que je rencontre déjà. Pour le moment, je n’ai pas de place. "
        "Je vous dirai quand j’en aurai.",
        "I want to do right by the people I already meet. I don’t have room right now. I’ll say when I do.",
    ),
    SayingNo(
        "Quelqu’un m’écrit le soir ou la nuit",
        "Someone writes to me in the evening or at night",
        "J’ai lu votre message ce matin. Le soir, mon téléphone est fermé; je réponds le jour. "
        "Si c’est dur la nuit, le 9-8-8 répond toujours.",
        "I read your message this morning. My phone is off in the evening, and I answer during the day. "
        "If a night is hard, 9-8-8 always picks up.",
    ),
    SayingNo(
        "Quelqu’un me demande de l’argent",
        "Someone asks me for money",
        "Je ne prête pas d’argent, à personne : je veux que ce soit simple entre nous. "
        "Regardons ensemble ce qui peut aider cette semaine.",
        "I don’t lend money to anyone. I want things to stay simple between us. "
        "Let’s look together at what could help this week.",
    ),
    SayingNo(
        "Quelqu’un veut mon adresse ou mon compte personnel",
        "Someone wants my address or my own account",
        "Mon adresse et mes comptes, je les garde pour moi. Vous pouvez me joindre ici, à mes heures, et j’y serai.",
        "I keep my address and my accounts to myself. You can reach me here, in my hours, and I’ll be there.",
    ),
    SayingNo(
        "On me demande un conseil médical ou juridique",
        "I’m asked for medical or legal advice",
        "Je ne voudrais pas me tromper avec quelque chose d’aussi important. Je peux chercher avec vous qui le sait, "
        "et y aller avec vous.",
        "I wouldn’t want to get something this important wrong. I can help you find who knows, and go with you.",
    ),
)
