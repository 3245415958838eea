"""Common names by language, the short forms in use, and job titles; no real person is meant."""

from __future__ import annotations

from .word_list import words

GIVEN: dict[str, tuple[str, ...]] = {
    "en": words(
        """Robert William James Michael Thomas Richard Edward Daniel Matthew Anthony Joseph Christopher
        Andrew Benjamin Samuel Nicholas Alexander Jonathan Gregory Timothy Elizabeth Katherine Margaret
        Jennifer Susan Deborah Patricia Victoria Rebecca Christine Amanda Stephanie Alexandra Jessica
        Pamela Abigail Laura Nicole Olivia Grace Priya Anjali Mei Ravi Carlos Sofia Marcus Naomi Imani
        Hassan Leila Diego Wei Keiko"""
    ),
    "de": words(
        """Jürgen Jörg Günther Björn Sören Käthe Thomas Stefan Markus Andreas Matthias Sabine Katrin Heike
        Ulrike Anke Petra Wolfgang Dieter Hannah Lukas Jonas Felix Lena Marie Tobias Florian Birgit"""
    ),
    "fr": words(
        """André François Hélène Émilie Zoé Chloé Jérôme Benoît Gaëlle Noël Pierre Julien Antoine Camille
        Manon Lucie Mathieu Olivier Sandrine Céline Thierry Amélie Bastien Margaux"""
    ),
    "nl": words(
        """Jan Pieter Willem Sanne Femke Daan Bram Lotte Maaike Joost Ruben Thijs Anouk Marijke Sjoerd
        Renée Hendrik Floor Niels Esmée"""
    ),
}

FAMILY: dict[str, tuple[str, ...]] = {
    "en": words(
        """Abernathy Alvarez Ashworth Atkinson Baldwin Banerjee Barlow Bennett Blackwood Bradshaw Brennan
        Caldwell Carmichael Castillo Chandler Chaudhary Cunningham Dalton Davenport Delgado Donovan
        Ellsworth Fairbanks Farrow Ferguson Fitzgerald Fletcher Gallagher Garrison Greenwood Hadley
        Halloran Hargreaves Harrington Hawthorne Henderson Hollister Huang Iyer Jamison Kapoor Keating
        Kensington Kirkland Lambert Langford Larkin Lockwood MacDonald Maddox Mahoney Marlowe McAllister
        McIntyre Mendoza Merriweather Montgomery Nakamura Nguyen O'Brien O'Connor Okafor Ortega Osborne
        Patel Pemberton Prescott Quigley Rafferty Ramirez Redmond Rutherford Salazar Sandoval Sheffield
        Shepherd Sinclair Stanhope Stapleton Sullivan Sutherland Talbot Thackeray Thornton Tolliver
        Underwood Vaughan Wadsworth Wakefield Weatherby Whitaker Winslow Woodward Yamamoto Zimmerman"""
    ),
    "de": words(
        """Müller Schröder Köhler Krüger Schäfer Böhm Jäger Vögel Weiß Großmann Günther Lüdtke Hübner
        Möller Förster Brückner Kästner Lindemann Hoffmann Brandt Seidel Winkler Reinhardt Ziegler
        Engelhardt Kaufmann Steinbach Falkenberg Herzog Ackermann"""
    ),
    "fr": words(
        """Lefèvre Benoît Gérard Bérard Hébert Périer Mercier Fournier Girard Rousseau Gauthier Chevalier
        Lambert Fontaine Besançon Deschênes Marchand Delacroix Beaumont Boulanger Lacroix Vasseur
        Barbier Renaud"""
    ),
    "nl": (
        *("de Vries", "van den Berg", "van Dijk", "Bakker", "Visser", "Smit", "Meijer", "de Boer", "Mulder"),
        *("de Groot", "Bos", "Vos", "Hendriks", "van Leeuwen", "Dekker", "Brouwer", "de Wit", "Dijkstra"),
    ),
}

NICKNAMES: dict[str, str] = {
    "Robert": "Bob", "William": "Bill", "James": "Jim", "Michael": "Mike", "Thomas": "Tom", "Richard": "Rick",
    "Edward": "Ted", "Daniel": "Dan", "Matthew": "Matt", "Anthony": "Tony", "Joseph": "Joe",
    "Christopher": "Chris", "Andrew": "Drew", "Benjamin": "Ben", "Samuel": "Sam", "Nicholas": "Nick",
    "Jonathan": "Jon", "Gregory": "Greg", "Timothy": "Tim", "Elizabeth": "Liz", "Katherine": "Kate",
    "Margaret": "Peggy", "Jennifer": "Jen", "Susan": "Sue", "Deborah": "Debbie", "Patricia": "Pat",
    "Victoria": "Vicky", "Rebecca": "Becky", "Pamela": "Pam", "Abigail": "Abby",
}  # fmt: skip

LATER_FAMILY: tuple[str, ...] = ("Penhaligon", "Ravenscroft", "Oakhurst", "Birchall", "Thistlewood", "Ellery")
"""Family names that nobody in the company starts with: what people are called after they marry."""

FEMALE: frozenset[str] = frozenset(
    words(
        """Elizabeth Katherine Margaret Jennifer Susan Deborah Patricia Victoria Rebecca Christine Amanda
        Stephanie Alexandra Jessica Pamela Abigail Laura Nicole Olivia Grace Priya Anjali Sofia Naomi
        Imani Leila"""
    )
)

TITLES: tuple[tuple[str, str], ...] = (
    ("Chief Marketing Officer", "Marketing"),
    ("Vice President, Marketing Operations and Analytics", "Marketing"),
    ("Senior Director of Demand Generation and Field Marketing", "Marketing"),
    ("Marketing Operations Manager", "Marketing"),
    ("Digital Marketing Specialist", "Marketing"),
    ("Head of Data", "Data"),
    ("Data Engineer", "Data"),
    ("Director of Business Intelligence and Data Governance", "Data"),
    ("Business Analyst", "Data"),
    ("Chief Information Officer", "IT"),
    ("IT Manager", "IT"),
    ("CRM Administrator", "IT"),
    ("Revenue Operations Lead", "Sales"),
    ("VP Sales", "Sales"),
    ("Account Executive", "Sales"),
    ("Chief Financial Officer", "Finance"),
    ("Financial Controller", "Finance"),
    ("Procurement Manager", "Operations"),
    ("Chief Operating Officer", "Operations"),
    ("Office Manager", "Operations"),
)
"""Job titles with the department they belong to; three are longer than 40 characters."""
