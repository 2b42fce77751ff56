"""Words for an invented population. Everyone in it is invented; the names are common ones, the most common first."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


def _forms(text: str) -> dict[str, tuple[str, ...]]:
    pairs = (entry.split("=") for entry in text.split())
    return {name.replace("_", " "): _words(others.replace(",", " ")) for name, others in pairs}


FRENCH, ENGLISH, HAITIAN, LATIN, ARABIC, SOUTH_ASIAN, EAST_ASIAN, SLAVIC, INDIGENOUS = (
    "french", "english", "haitian", "latin", "arabic", "south asian", "east asian", "slavic", "indigenous",
)  # fmt: skip

# How much of the population bears names of each kind, in per cent
WEIGHTS = {
    FRENCH: 40, ENGLISH: 26, HAITIAN: 7, LATIN: 6, ARABIC: 6, SOUTH_ASIAN: 5, EAST_ASIAN: 4, SLAVIC: 3, INDIGENOUS: 3,
}  # fmt: skip

GIVEN = {
    FRENCH: _words(
        """Michel Pierre Jean Marc Daniel André Martin Sylvain Stéphane Éric François Patrick Alain Mario Claude Luc
        Richard Jacques Robert Louis Yves Denis Alexandre Mathieu Sébastien Maxime Nicolas Simon Jonathan Guillaume
        Philippe David Vincent Frédéric Olivier Gabriel Samuel Kevin Steve Francis Charles Antoine Étienne Benoît
        Dominic Yannick Hugo Jérôme Raphaël Félix Réjean Gilles Normand Serge Bruno Jean-François Marc-André
        Pierre-Luc Jean-Philippe Jean-Sébastien Louis-Philippe Carl Dany Jimmy Rémi Thierry Gaétan Ghislain Christian
        Nathalie Sylvie Isabelle Julie Mélanie Stéphanie Véronique Chantal Caroline Annie Valérie Catherine Josée
        Marie-Ève Geneviève Karine Nancy Cynthia Roxane Vanessa Marie-Claude Andréanne Joannie"""
    ),
    ENGLISH: _words(
        """Michael David John James Robert William Chris Matthew Jason Brian Kevin Mark Steven Ryan Daniel Andrew
        Christopher Joshua Anthony Thomas Richard Joseph Paul Scott Justin Eric Jeffrey Brandon Tyler Kyle Adam Sean
        Jeremy Nathan Aaron Travis Cody Derek Shawn Bradley Dylan Trevor Craig Gregory Timothy Nicholas Jonathan
        Benjamin Patrick Samuel Edward Charles Kenneth Ronald Donald Raymond Douglas Russell Darryl Wayne Terry Corey
        Jennifer Jessica Amanda Ashley Nicole Michelle Melissa Stephanie Amber Crystal Tiffany Heather Rebecca Kelly
        Christina Samantha Brittany Courtney Danielle Tammy"""
    ),
    HAITIAN: _words(
        """Jean Wilner Frantz Ronald Jean-Baptiste Emmanuel Woodly Stanley Reginald Fritz Kensley Jameson Gregory
        Widlin Patrick Rolando Evens Samuel Jude Wesley Ricardo Peterson Marvens Dieudonné Nadège Fabiola Guerline
        Mirlande Rose-Laure Islande"""
    ),
    LATIN: _words(
        """José Juan Luis Carlos Miguel Jorge Pedro Diego Alejandro Rafael Fernando Roberto Andrés Javier Ricardo Marco
        Antonio Manuel Óscar Hugo Sergio Julio Ángel Daniel Eduardo María Ana Carmen Patricia Gabriela Yolanda"""
    ),
    ARABIC: _words(
        """Mohamed Ahmed Ali Youssef Omar Karim Hassan Hussein Mahmoud Khaled Mustapha Rachid Nabil Samir Tarek Bilal
        Amine Hamza Ibrahim Abdelkader Sofiane Walid Jamal Farid Adel Fatima Samira Nadia Leïla Amira Yasmine"""
    ),
    SOUTH_ASIAN: _words(
        """Gurpreet Harpreet Jaspreet Amandeep Rajinder Sukhdeep Manpreet Ravi Sanjay Rahul Vikram Amit Imran Faisal
        Bilal Usman Asif Nadeem Arjun Suresh Priya Simran Anjali Kiran"""
    ),
    EAST_ASIAN: _words(
        """Minh Tuan Hung Duc Long Hoang Wei Jun Ming Jian Kevin Tony Andy Jason Eric Vincent Xiao Feng Quan Thanh Lan
        Linh Mei Jenny Amy"""
    ),
    SLAVIC: _words(
        """Dmitri Sergei Andrei Vladimir Igor Oleg Yuri Nikolai Mikhail Ivan Pavel Viktor Piotr Tomasz Marek Goran Milan
        Olga Svetlana Natalia Irina"""
    ),
    INDIGENOUS: _words(
        """Charlie Jimmy Johnny Tommy Abraham Isaac Elijah Moses Noah Jacob Simeon Mathias Raymond Clarence Stanley
        Dwayne Darren Wayne Sarah Annie Lizzie Mary-Ann Bernadette"""
    ),
}

FAMILY = {
    FRENCH: _words(
        """Tremblay Gagnon Roy Côté Bouchard Gauthier Morin Lavoie Fortin Gagné Ouellet Pelletier Bélanger Lévesque
        Bergeron Leblanc Paquette Girard Simard Boucher Caron Beaulieu Cloutier Dubé Poirier Fournier Lapointe Leclerc
        Lefebvre Poulin Thibault St-Pierre Nadeau Martin Landry Martel Bédard Grenier Lessard Bernier Richard Michaud
        Hébert Desjardins Couture Turcotte Lachance Parent Blais Gosselin Savard Proulx Beaudoin Demers Perreault
        Boudreau Lemieux Cyr Perron Dufour Dion Mercier Bolduc Bérubé Boisvert Langlois Ménard Therrien Plante Bilodeau
        Blanchette Dubois Champagne Paradis Fortier Arsenault Dupuis Gaudreault Hamel Houle Villeneuve Rousseau Gravel
        Thériault Lemay Robert Allard Deschênes Giroux Guay Leduc Boivin Charbonneau Lambert Raymond Vachon Gilbert
        Audet Jean Larouche Legault Trudel Fontaine Picard Labelle Lacroix Jacques Moreau Carrier Bernard Desrosiers
        Goulet Renaud Dionne Lapierre Vaillancourt Fillion Lalonde Tessier Bertrand Tardif Lepage Gingras Benoît
        Rioux Giguère Drouin Harvey Lauzon Nguyen Gendron Boutin Laflamme Vallée Dumont Breton Paré Paquin Robitaille
        Gélinas Duchesne Lussier Séguin Veilleux Potvin Gervais Pépin Laroche Morissette Charron Lavallée Laplante
        Chabot Brunet Vézina Desrochers Labrecque Coulombe Tanguay Chouinard Noël Pouliot Lacasse Daigle Marcoux
        Lamontagne Turgeon Larocque Roberge Auger Masse Pilon Racine Dallaire Émond Grégoire Beauregard Smith Denis
        Lebel Blouin Marcotte Beaulne De_Repentigny D'Amours L'Heureux L'Écuyer De_la_Sablonnière St-Onge St-Laurent
        Ste-Marie Archambault Quessy Lafrenière Théberge Gauvreau"""
    ),
    ENGLISH: _words(
        """Smith Brown Macdonald Wilson Campbell Johnson Taylor Anderson Jones Williams Miller Thompson Martin Young
        White Stewart Thomas King Scott Robinson Ross Clark Murphy Walker Davis Wright Mitchell Moore Lewis Bell Reid
        Murray Fraser Hall Clarke Hill Baker Cameron Kelly Graham Allen Green Harris Adams Mackenzie Ryan Morrison
        Kennedy Watson Simpson Hamilton Cook Evans Grant Johnston Sullivan Collins Hughes Edwards Wood Parker Phillips
        Mcdonald Roberts Bennett Russell Fisher Gordon Turner Ward Fleming Henderson Shaw Ferguson Marshall Burke
        Richardson Hunter Armstrong Patterson Crawford Mackay O'Brien O'Connor Mcintyre Mcleod Douglas Gray Hayes
        Butler Nelson Price Barnes Cox Peters Sinclair Carter Foster Ellis Rogers Dixon Nicholson Boyd Chapman Lawson
        Power Walsh Whalen Penney Pike Hynes Dawe Snow Oickle Zwicker Langille Hennigar Weatherbee Fitzgerald
        Higgins Doyle Byrne Gallagher Kavanagh Mccarthy Macneil Macisaac Gillis Beaton Rankin Chisholm"""
    ),
    HAITIAN: _words(
        """Jean Pierre Joseph Charles Louis Saint-Fleur Jean-Baptiste Desir Augustin Dorvil Celestin Toussaint Exantus
        Estimé Delva Etienne Alexis Casimir Ulysse Fleurimond Jean-Louis Jean-Pierre Métellus Philogène Antoine Cadet
        Sylvain Beauvais Laguerre Mondésir Petit-Frère"""
    ),
    LATIN: _words(
        """García Rodríguez Hernández Martínez López González Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz
        Morales Reyes Cruz Ortiz Gutiérrez Chávez Ramos Vargas Castillo Mendoza Herrera Medina Aguilar Vega Castro
        Santos Silva Pereira Oliveira"""
    ),
    ARABIC: _words(
        """Haddad Khoury El-Khatib Benali Bouzid Mansour Saleh Hassan Hussein Abdallah Nasser Hamdi Cherif Belkacem
        Boudiaf Alaoui El_Amrani Bensalem Trabelsi Jaber Khalil Ibrahim Said Aziz Rahmani Ziani Tahiri Chahine
        Al-Masri Darwish"""
    ),
    SOUTH_ASIAN: _words(
        """Singh Kaur Sidhu Gill Dhillon Sandhu Grewal Brar Patel Sharma Khan Ahmed Hussain Malik Sheikh Rahman Kumar
        Gupta Dhaliwal Bains Mann Rana Chaudhry Mirza Sivakumar Nadarajah"""
    ),
    EAST_ASIAN: _words(
        """Nguyen Tran Le Pham Huynh Phan Vo Dang Bui Do Li Wang Zhang Liu Chen Yang Huang Zhao Wu Zhou Kim Park Lee
        Wong Chan Lam Truong Duong"""
    ),
    SLAVIC: _words(
        """Ivanov Petrov Smirnov Volkov Kuznetsov Popov Kovalenko Shevchenko Bondarenko Kowalski Nowak Wisniewski
        Jovanovic Petrovic Horvat Novak Marchenko Sokolov Lebedev Morozov"""
    ),
    INDIGENOUS: _words(
        """Awashish Ottawa Petiquay Flamand Vollant Mckenzie Fontaine Bellefleur Mestokosho Kistabish Wapachee Mianscum
        Blacksmith Coonishish Diamond Gull Neeposh Tukkiapik Annanack Saviadjuk Cardinal Bear Beardy Fiddler Kakegamic
        Sutherland Spence Wesley Paul Denny Googoo Sark Basque"""
    ),
}

# Beyond the commonest, family names are many and rare: a beginning and an end that occur in such names.
RARE = {
    FRENCH: (
        _words(
            """Beau Bel Bois Bon Bour Bran Cham Char Clair Col Cour Dar Des Dor Du Fau Fer Fon Fran Gau Ger Gran Gui
            Hau Jar La Lan Lau Mal Mar Mau Mer Mont Mor Neu Pel Per Pin Pla Pon Por Pré Ra Ren Ri Ro Sau Sen Ta Ther
            Tour Tru Val Vau Ver Vi Ville"""
        ),
        _words(
            """bert champ chette court daire deau det din doin don dry fait gault geon gnon gny guette laine lais lard
            lier lieu lin lon mette min mond mont neau net neuve nier nin non pagne pin quette rade rand ret reux
            ric rière rin ron rose seau selin sier sin son taine tel teuil tier tin tois ton veau ville vin"""
        ),
    ),
    ENGLISH: (
        _words(
            """Ash Bald Barn Beck Birch Black Blen Brad Bram Brent Brook Burn Cald Car Chad Clay Cliff Cob Cran Cress
            Dal Den Dray East Ed Elm Fair Fen Glad God Hal Ham Har Hart Hazel Hen Hol Horn Kel Kem Kirk Lang Lin
            Long Mar Mel Mid North Oak Over Pem Pen Rad Red Rock Rush Sand Shel Sher Stan Thorn Tre Wake Wal Wel
            West Whit Win"""
        ),
        _words(
            """berry bourne bridge brook burn bury by combe cott croft dale den don fell field ford gate ham hurst kin
            land ley low man mere more ney ridge sett shaw side smith son stead stock stone ter thorpe ton wall well
            wick wood worth"""
        ),
    ),
}
RARE_SHARE = 0.5  # of the French and English family names, unless a population says otherwise

SHORT = _forms(
    """Michel=Mike,Mitch,Mich Michael=Mike,Mikey,Mick Marc=Marco Mark=Marky Daniel=Dan,Danny Martin=Marty,Tintin
        Stéphane=Steph,Steve Éric=Rick,Rico François=Frank,Franky,Frankie Patrick=Pat,Patsy
        Richard=Rick,Ricky,Rich,Ritchie Jacques=Jack,Jacko Robert=Bob,Bobby,Rob Alexandre=Alex,Alexe,Xandre
        Mathieu=Mat,Matt,Math Matthew=Matt,Mat Sébastien=Seb,Bastien Maxime=Max Nicolas=Nic,Nick,Nico
        Nicholas=Nick,Nicky Jonathan=Jo,Jon,John,Johnny Guillaume=Guill,Will,Guy Philippe=Phil,Filou David=Dave,Davy
        Vincent=Vince,Vinny Frédéric=Fred,Freddy Olivier=Oli,Olie Gabriel=Gab,Gabe,Gaby Samuel=Sam,Sammy
        Kevin=Kev,Kéké Steve=Stevie Steven=Steve,Stevie Francis=Frank,Franky Yannick=Yan
        Charles=Charlie,Chuck,Charly Antoine=Tony,Toine Étienne=Ti-Enne,Steve Benoît=Ben,Benny Dominic=Dom
        Jérôme=Jay Raphaël=Raph,Raf Réjean=Réj,Ti-Réj Jean-François=JF,Jeff,J-F Marc-André=Marc,Marco,MA
        Pierre-Luc=PL,Pierre,P-L Jean-Philippe=JP,J-P Jean-Sébastien=JS,Jean Louis-Philippe=LP,Louis
        John=Johnny,Jack James=Jim,Jimmy,Jamie William=Bill,Billy,Will,Willy Jason=Jay,Jase Brian=Bri Ryan=Ry
        Andrew=Andy,Drew Christopher=Chris,Kit,Topher Joshua=Josh Anthony=Tony,Ant Thomas=Tom,Tommy Joseph=Joe,Joey
        Justin=Jay Jeffrey=Jeff Brandon=Bran Tyler=Ty Jeremy=Jer,Jay Nathan=Nate Travis=Trav Bradley=Brad
        Gregory=Greg Timothy=Tim,Timmy Benjamin=Ben,Benny,Benji Edward=Ed,Eddie,Ted Kenneth=Ken,Kenny
        Ronald=Ron,Ronny Donald=Don,Donny Raymond=Ray Douglas=Doug Russell=Russ,Rusty Christian=Chris
        Jennifer=Jen,Jenny Jessica=Jess,Jessie Amanda=Mandy Stephanie=Steph Stéphanie=Steph,Fanny Rebecca=Becky
        Samantha=Sam Christina=Chris,Tina Nathalie=Nat Isabelle=Isa,Belle Mélanie=Mel Véronique=Véro Valérie=Val
        Catherine=Cath,Cathy,Kate Marie-Ève=Ève,Marie Geneviève=Gen,Geneva Caroline=Caro Emmanuel=Manu,Manno
        Reginald=Reggie Alejandro=Alex,Ale José=Pepe Roberto=Beto,Rob Rafael=Rafa Fernando=Nando Mohamed=Mo,Momo,Moh
        Youssef=Joe,Youss Abdelkader=Kader Mustapha=Mus,Moose Ibrahim=Ibra,Brahim Gurpreet=Gary,Preet Harpreet=Harry
        Amandeep=Aman Dmitri=Dima Sergei=Serge Vladimir=Vlad,Vova Mikhail=Misha,Mike Nikolai=Nick,Kolya
        Jean-Baptiste=Batis,JB Abraham=Abe Isaac=Ike Elijah=Eli"""
)

# Other ways to write the same name in our letters
ROMANISED = _forms(
    """Mohamed=Mohammed,Muhammad,Mohammad,Mouhamed Ahmed=Ahmad Youssef=Yusuf,Yousef,Youcef Omar=Umar
        Hussein=Hussain,Houcine,Husain Khaled=Khalid Mustapha=Mustafa,Moustafa Rachid=Rashid Tarek=Tariq,Tarik
        Karim=Kareem Mahmoud=Mahmud Walid=Waleed Jamal=Djamel,Gamal Farid=Fareed Haddad=Hadad Khoury=Khouri,Koury
        Abdallah=Abdullah Cherif=Sharif,Sherif Bouzid=Bouzide Saleh=Salah Darwish=Darwiche,Darouiche Hussain=Hussein
        Chaudhry=Choudhury,Chaudhary Singh=Sing Sandhu=Sandu Dmitri=Dmitry,Dimitri Sergei=Sergey,Serguei
        Andrei=Andrey,Andrej Yuri=Youri,Iouri,Yury Igor=Ygor Kovalenko=Covalenko Ivanov=Ivanoff Petrov=Petroff
        Volkov=Volkoff Nguyen=Nguyễn,Nguyan,Nguyn Tran=Trần Pham=Phạm,Fam Zhang=Chang Wang=Wong Zhou=Chou
        Huang=Hwang Desir=Désir,Dezir Jovanovic=Jovanović Petrovic=Petrović Kowalski=Kovalski García=Garcia
        Jean-Baptiste=Janbatis,Jean_Batiste"""
)

STREET_NAMES = _words(
    """Big_Mike Ti-Loup King Boss Prince Daddy Ti-Guy Shadow Ace Snake Le_Gros Ghost Tiger Dre Blaze Smokey Ti-Bob
    Diamond Rico Money Le_Grand Bones Tank Bambino Doc Red Le_Boiteux Lil_Jay Slim Caïd Bear Scar Papi Duke Wolf
    Ti-Jo Flash Ziggy T-Bone Le_Chat Spider Joker Casper Loco Le_Vieux Dutch Vito Queenie Mamma Sugar Lady_D
    Pitbull Grizzly Le_Notaire Sly Cobra Zorro Banane Fonzie Chico"""
)  # most common first

CITIES = _forms(
    """Montréal=Montreal,Mtl,MTL,montréal-nord Québec=Quebec,Ville_de_Québec,Qc Laval=laval,Laval_QC
        Gatineau=Gatineau/Hull,Hull,gatino Ottawa=ottawa,Ottawa_ON Toronto=TO,toronto,T.O.,Scarborough
        Sherbrooke=sherbrook,Sherbrooke_QC Halifax=halifax,Halifax_NS,Hfx Winnipeg=winnipeg,Wpg,Winipeg
        Trois-Rivières=Trois_Rivieres,3-Rivières,T-R"""
)

VENUE_KINDS = _forms(
    """Motel=motel,Hôtel,Hotel Bar=bar,Club,Pub Club=club,Bar,Le_club Salon=salon,Spa,Massage
        Resto=resto,Restaurant,Café Hôtel=Hotel,hôtel,Motel Studio=studio,appart"""
)
VENUE_NAMES = _words(
    """Idéal Soleil Chez_Lulu Paradis Le_Carrefour Royal La_Marina Le_Boulevard Bel-Air Métropole Diamant Sunset
    Northern_Star Riverside Lakeview Le_Repos Oasis Champlain Frontenac Super_8 Capri Canada Le_Relais Beauséjour
    Maple_Leaf Chez_Ti-Père Casablanca Tropicana Le_Phare Belvédère Grand-Pré Victoria Prince_Edward Dundas_Street
    Autoroute_20 Papineau Le_Cabaret Starlight Velvet Pink_Lotus Lotus_d'Or Zen Serenity Angel Éden Miami Riviera
    Le_Vieux_Moulin Quatre-Saisons Mille-Îles"""
)
CHOSEN_NAMES = _words(
    """Kim Alex Sam Charlie Marie Sophie Jade Luna Sarah Emma Julie Zoé Maya Rose Nadia Chloé Jess Ariel Noor Lili
    Mélodie Dominique Camille Sacha Claude Robin Morgan Lou Jo Max Amélie Tania Véro Sky River Grace Hope Faith Angel
    Raven Willow Amber Crystal Fatima Mei Priya Olga Annie Lizzie Mary"""
)
HANDLE_WORDS = _words(
    """king queen boss baby real official mtl 514 big lil mr dj young prince money gold black white night star papi el
    the don trap cash vip luxe toxic savage"""
)
