"""Materials, as the workshop calls them and as the buyer does."""

from __future__ import annotations

from kurzweg.demo.craft import terms

STUFFS = terms("""
    aluminium: Aluminium; EN AW-6082; Aluminium-Knetlegierungen | Alu
    steel: Baustahl; Automatenstahl; S355; Vergütungsstahl | Stahl; Normalstahl
    stainless: Edelstahl 1.4301; 1.4571; 1.4404 | VA; Edelstahl
    toolsteel: 1.2379; Werkzeugstahl; 1.2343 | Kaltarbeitsstahl; Härtestahl
    springsteel: Federstahldraht; 1.1231; Federbandstahl | Federstahl
    brass: CW614N; Messinglegierungen | Messing; Ms58
    bronze: Bronze CuSn6; Federbronze | Bronze
    copper: E-Kupfer; Kupferlegierungen | Kupfer
    zinc: Zamak 5; Feinzinklegierungen | Zinkguss; Zink
    castiron: EN-GJL-250; Sphäroguss | Grauguss; Gusseisen
    titanium: Titan Grade 5 | Titan
    carbide: Hartmetall K20 | Hartmetall
    galvanised: Feinblech DX51; DX51 | Blech feuerverzinkt; Zinkblech
    plastic: POM-C; PEEK | Kunststoff; Plastik
    polyamide: PA6 GF30; PA12 | Polyamid; Nylon
    abs: ABS; ABS/PC-Blends | ABS-Kunststoff; Kunststoff schlagfest
    pom: POM | Delrin; POM-Kunststoff
    pc: Polycarbonat; PC glasklar | Makrolon; Kunststoff glasklar
    pp: PP; PP-H | Polypropylen
    pe: PE-HD; PE 1000 | Polyethylen
    tpe: TPE; TPE 60 Shore A | Weichkunststoff; Softkunststoff
    acrylic: PMMA; Acrylglas GS | Plexiglas
    epdm: EPDM 70 Shore | EPDM-Gummi
    nbr: NBR 70 | Gummi ölfest
    silicone: Silikon 60 Shore, transparent | Silikon
    fkm: FKM | Viton
    foam: Zellkautschuk; PUR-Schaum | Moosgummi; Schaumstoff
    resin: Epoxidharz; Acrylatharz | Harz
    glass: N-BK7; Borosilikatglas | Glas
    quartz: Quarzglas; Fused Silica | Quarz
    infrared: Germanium; Zinkselenid | IR-Material
""")
