"""Names of people, as one finds them on doorbells there."""

from __future__ import annotations

from kurzweg.core.demo.tables import words

FAMILY = words("""
    Brandhoff; Wüstefeld; Hollmann; Kessebrock; Tillmanns; Overkamp; Schürholz; Niederbröker;
    Hüttenhain; Feldkötter; Bergerhoff; Dörrenberg; Vossberg; Lüttgens; Kahlert; Strothmann;
    Ellerkamp; Rademaker; Wiegelmann; Osthues; Hagedorn; Kirchhoff; Nettelbeck; Schmalenbach;
    Grotegut; Hesselmann; Pieper; Brinkmann; Döring; Ahlbrecht; Bartels; Becher; Beckhaus; Behrens;
    Bensberg; Berking; Bernhardt; Beutler; Biermann; Birkholz; Blanke; Bode; Böhmer; Bohnenkamp;
    Borchert; Bornemann; Brackmann; Brandes; Brauckmann; Breuer; Brockhaus; Bröcker; Brüggemann;
    Buchholz; Büscher; Bussmann; Claassen; Conrads; Cremer; Dahlhaus; Dahlmann; Deppe; Diekmann;
    Dierkes; Dietze; Dohmen; Drewes; Dröge; Düring; Ebbinghaus; Eckhoff; Eggert; Eickhoff; Elbers;
    Engelhardt; Erdmann; Evers; Fahrenholz; Falkenstein; Feldmann; Finke; Flachmann; Fleischer;
    Flügge; Förster; Frenzel; Freese; Frieling; Fröhlich; Gärtner; Gehrmann; Geisler; Gerdes;
    Giesen; Gläser; Gössling; Gottschalk; Grabowski; Gräfe; Grothe; Grunwald; Günther; Haarmann;
    Haase; Hackenberg; Hahne; Hammerstein; Harms; Hartkopf; Hasenkamp; Haupt; Heckmann; Hegemann;
    Heidkamp; Heinemann; Heitmann; Helbig; Hellwig; Hengst; Henke; Hennecke; Herbst; Herbers;
    Heuer; Hilgers; Hillebrand; Hinrichs; Hirsch; Höfer; Hoffstadt; Hohmann; Holthaus; Homann;
    Hoppe; Horstmann; Hülsmann; Husmann; Imhoff; Isenberg; Jacobi; Jäger; Jahnke; Janssen; Jentsch;
    Jürgens; Jungblut; Kaczmarek; Kaiser; Kalthoff; Kampmann; Karsten; Kaufhold; Kemper; Kerkhoff;
    Kersting; Kettler; Kirsch; Klages; Kleinschmidt; Klöckner; Knappe; Kniep; Knoche; Koch;
    Köhler; Kolbe; Könning; Korte; Köster; Kowalski; Krämer; Kranz; Krause; Kreft; Kremer; Kröger;
    Krumme; Kuhlmann; Künne; Küppers; Kurze; Lammers; Landwehr; Langenbach; Laubrock; Lauterbach;
    Lechner; Lehmkuhl; Lemke; Lenz; Leuchter; Lindemann; Linnemann; Lohmann; Lorenz; Lübbers;
    Lückert; Lüdemann; Lueg; Maas; Mahnke; Marquardt; Matthes; Mehring; Meinert; Menke; Mertens;
    Meurer; Michels; Möhle; Möllmann; Mühlhaus; Münch; Nagel; Neuhaus; Neumann; Niemeier; Nolte;
    Nowak; Obermann; Ohlendorf; Oltmanns; Oppermann; Osterloh; Ostermann; Overbeck; Pankratz;
    Papenfuß; Paschke; Pauls; Petersen; Pfeiffer; Plate; Pohlmann; Potthoff; Preuß; Prinz; Quante;
    Raabe; Rahmann; Ramme; Rausch; Reckmann; Rehbein; Reichelt; Reimers; Reinhold; Remmert;
    Rensing; Richartz; Riedel; Rinke; Ritter; Robbers; Röhrig; Rolfes; Roscher; Roth; Rüther;
    Ruland; Sander; Sasse; Schaper; Scheffler; Schierholz; Schilling; Schlüter; Schmitt;
    Schneidewind; Schnieder; Schölling; Schöne; Schonlau; Schreckenberg; Schröer; Schulte-Ebbert;
    Schütte; Schwarzkopf; Seidel; Sievers; Simons; Sommer; Spiekermann; Stahlhut; Stange; Stein;
    Steinbrink; Stiller; Stöcker; Stratmann; Stüwe; Surmann; Tappe; Teichmann; Terhorst; Theis;
    Thiele; Thomsen; Tiedemann; Timmermann; Trapp; Uhlig; Ullmann; Unger; Vahle; Vehoff; Verhoeven;
    Vetter; Vogelsang; Vollmer; Vorberg; Wachter; Wagener; Wahl; Walgenbach; Wantoch; Warnke;
    Weber; Wefers; Weiland; Weitkamp; Wendt; Werning; Wessels; Westermann; Wichmann; Wiemann;
    Wilke; Willms; Winkelhaus; Wirth; Witte; Wolters; Wortmann; Wulff; Zander; Zeller; Zielinski;
    Zimmer; Zumbrink; Yılmaz; Demir; Öztürk; Kaya; Petrović; Kovač; Rossi; Marino; Nguyen; Haddad;
    Ivanov; Jansen; Wójcik; Szymański; Morina; Schleicher; Ziegenhagen; Rottländer; Siepmann
""")

WOMEN = words("""
    Anja; Birgit; Claudia; Christina; Daniela; Doris; Elke; Eva; Gabriele; Heike; Ingrid; Iris;
    Jana; Julia; Karin; Katrin; Kerstin; Lena; Maren; Marion; Martina; Monika; Nadine; Nicole;
    Petra; Renate; Sabine; Sandra; Silke; Simone; Sonja; Stefanie; Susanne; Tanja; Ulrike; Ute;
    Vera; Yvonne; Ayşe; Elif; Katarzyna; Ivana; Helena; Friederike; Antje; Britta; Svenja; Leonie
""")

MEN = words("""
    Andreas; Bernd; Carsten; Christian; Daniel; Dieter; Dirk; Eckhard; Frank; Georg; Gerd; Guido;
    Hans-Jürgen; Hartmut; Heinz; Holger; Ingo; Jens; Joachim; Jochen; Jörg; Jürgen; Kai;
    Karl-Heinz; Klaus; Lars; Manfred; Marc; Markus; Martin; Matthias; Michael; Norbert; Oliver;
    Peter; Rainer; Ralf; Reinhard; Robert; Rolf; Sebastian; Stefan; Sven; Thomas; Thorsten; Tobias;
    Uwe; Volker; Wilhelm; Wolfgang; Mehmet; Marek; Luca; Emre; Friedrich; Hendrik; Jan; Niklas
""")

FOUNDERS = words("""
    Friedrich; Wilhelm; Karl; Heinrich; Hermann; August; Ernst; Otto; Gustav; Paul; Josef; Johann;
    Emil; Fritz; Theodor; Albert; Richard; Rudolf; Ewald; Julius; Walter; Hugo; Bernhard; Anton
""")
