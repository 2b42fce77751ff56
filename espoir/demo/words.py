"""Invented names and words of the demonstration. Nobody here exists."""

from __future__ import annotations

FRENCH_NAMES = (
    "Rosée", "Saule", "Étoile", "Capucine", "Sable", "Anémone", "Orage", "Zéphyr", "Cèdre", "Myrtille", "Aurore",
    "Galet", "Fougère", "Nacre", "Tilia", "Lichen", "Brume", "Avril", "Ondine", "Pollen", "Marée", "Givre", "Perle",
)  # fmt: skip
ENGLISH_NAMES = (
    "Sparrow", "Clover", "Birch", "Pepper", "Rain", "Harbour", "Willow", "August", "Pebble", "Sunny", "Maple", "Fern",
    "Indigo", "Meadow", "Ash", "Lark",
)  # fmt: skip
JUST_ASKED = {"northgate": ("Lark",), "pont": ("Duvet",)}  # an offer is still to be arranged with them

PROFILES = {
    "alize": "Je parle peu et je marche beaucoup. Le silence me va. On peut aussi jardiner.",
    "noroit": "Les formulaires, les rendez-vous, les salles d’attente : je les fais avec vous. Après, un thé.",
    "tramontane": "Je ris facilement. Je cuisine avec de la musique, et il y a toujours une assiette de plus.",
    "brise": "Le soir, je suis là, au téléphone ou par texto. On parle de tout, ou de rien.",
    "juniper": "I don’t say much and I walk a lot. Quiet is fine with me. We could also just garden.",
    "marten": "Forms, appointments, waiting rooms: I’ll do them with you. After that, tea.",
    "sage": "Evenings are good for me, by phone or by text. We can talk about anything, or nothing.",
    "morgan": "J’aime les chiens, les longs trajets d’autobus et les gens qui changent d’idée.",
}
GOALS_FR = ("Dormir la fenêtre ouverte", "Trouver un cours de couture", "Appeler ma sœur le dimanche")
GOALS_EN = ("Sleep with the window open", "Find a sewing class", "Call my sister on Sundays", "Finish a book")
STEPS_FR = ("Appeler la clinique ensemble", "Passer voir le jardin du quartier", "Remplir le formulaire")
STEPS_EN = ("Call the clinic together", "Have a look at the community garden", "Fill in the form")
TOPICS_FR = ("Mes heures du jeudi", "Un mot de la clinique", "La sortie au marché")
TOPICS_EN = ("My Thursday hours", "Word from the clinic", "The outing to the market")
NEWS_FR = ("C’est réglé avec le voisinage.", "Nous avons changé l’heure et le lieu.", "Le numéro est changé.")
NEWS_EN = ("It is settled with the neighbours.", "We changed the time and the place.", "The number is changed.")
GROUPS_FR = ("Les jeudis de laine",)
GROUPS_EN = ("Thursday yarn",)
