<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>bivouac.courses.bundle.archive</name>
    <message>
        <location filename="../../bivouac/courses/bundle/archive.py"/>
        <source>This drive takes no file as large as this bundle. Write the courses to a folder on it instead.</source>
        <translation>Ce disque n’accepte pas de fichier aussi grand que ce paquet. Écrivez plutôt les cours dans un dossier sur ce disque.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/archive.py"/>
        <location filename="../../bivouac/courses/importers/__init__.py"/>
        <location filename="../../bivouac/desktop/actions/people.py"/>
        <location filename="../../bivouac/errors.py"/>
        <location filename="../../bivouac/sync/transfer/bundles.py"/>
        <location filename="../../bivouac/sync/transfer/extras.py"/>
        <location filename="../../bivouac/sync/transfer/preset.py"/>
        <source>“{path}” does not exist. Check the name and try again.</source>
        <translation>« {path} » n’existe pas. Vérifiez le nom et réessayez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/archive.py"/>
        <source>This is not a whole bundle: “{name}” is missing. Get it again.</source>
        <translation>Ce paquet n’est pas complet : il manque « {name} ». Procurez-vous-le de nouveau.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.bundle.archives</name>
    <message>
        <location filename="../../bivouac/courses/bundle/archives.py"/>
        <source>“{first}” and “{second}” both have the course “{course}”, and not the same. Take one of them out of the folder, then try again.</source>
        <translation>« {first} » et « {second} » contiennent tous deux le cours « {course} », mais pas le même. Retirez l’un des deux du dossier, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.bundle.copy</name>
    <message>
        <location filename="../../bivouac/courses/bundle/copy.py"/>
        <location filename="../../bivouac/sync/catalogue/repository.py"/>
        <source>The course “{name}” is not there.</source>
        <translation>Le cours « {name} » ne s’y trouve pas.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/copy.py"/>
        <source>There is no course in it.</source>
        <translation>Il ne contient aucun cours.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.bundle.films</name>
    <message>
        <location filename="../../bivouac/courses/bundle/films.py"/>
        <source>The film “{title}” has no file.</source>
        <translation>Le film « {title} » n’a pas de fichier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/films.py"/>
        <source>The recording “{title}” has no file.</source>
        <translation>L’enregistrement « {title} » n’a pas de fichier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/films.py"/>
        <source>“{name}” is not the name of a rendition. Write the height with a p, as in 240p.</source>
        <translation>« {name} » n’est pas le nom d’une version de film. Écrivez la hauteur suivie d’un p, par exemple 240p.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/films.py"/>
        <source>“{name}” cannot be used as it is: it has to be WebM with VP9 and Opus, at most 480 lines high. Give the original film instead, and Bivouac converts it.</source>
        <translation>« {name} » ne peut pas être utilisé tel quel : il doit être en WebM avec VP9 et Opus, sur 480 lignes au plus. Donnez plutôt le film d’origine, Bivouac le convertira.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.bundle.intake</name>
    <message>
        <location filename="../../bivouac/courses/bundle/intake.py"/>
        <source>Something of a course is damaged here and comes anew, but it is open. Close the lesson that is open, then try again.</source>
        <translation>Une partie d’un cours est abîmée ici et doit être remplacée, mais elle est ouverte. Fermez la leçon ouverte, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/intake.py"/>
        <source>The drive that the course comes from cannot be read any more ({reason}). Plug it in again and try again: what was copied stays.</source>
        <translation>Le disque ou la clé d’où vient le cours n’est plus lisible ({reason}). Rebranchez-le et réessayez : ce qui a été copié est conservé.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.bundle.layout</name>
    <message>
        <location filename="../../bivouac/courses/bundle/layout.py"/>
        <source>“{path}” holds other things than courses. Choose an empty folder or a new name.</source>
        <translation>« {path} » contient autre chose que des cours. Choisissez un dossier vide ou un nouveau nom.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/layout.py"/>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>There are no courses of Bivouac in “{path}”.</source>
        <translation>« {path} » ne contient aucun cours de Bivouac.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/layout.py"/>
        <source>“{name}” in this folder of courses is not a file.</source>
        <translation>« {name} », dans ce dossier de cours, n’est pas un fichier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/layout.py"/>
        <source>This folder of courses is damaged: “{name}” is missing.</source>
        <translation>Ce dossier de cours est abîmé : il manque « {name} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/layout.py"/>
        <source>Another program is changing the courses in “{path}”. Try again in a moment.</source>
        <translation>Un autre programme modifie les cours de « {path} ». Réessayez dans un instant.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.bundle.oci</name>
    <message>
        <location filename="../../bivouac/courses/bundle/oci.py"/>
        <source>“{digest}” is not a checksum that Bivouac reads (SHA-256).</source>
        <translation>« {digest} » n’est pas une empreinte que Bivouac sait lire (SHA-256).</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/oci.py"/>
        <source>“{name}” cannot be the name of a course.</source>
        <translation>« {name} » ne peut pas être le nom d’un cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/oci.py"/>
        <source>This is not a course of Bivouac: “{kind}”.</source>
        <translation>Ceci n’est pas un cours de Bivouac : « {kind} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/oci.py"/>
        <location filename="../../bivouac/courses/check.py"/>
        <source>This course has more parts than the {n} that Bivouac takes.</source>
        <translation>Ce cours a plus que les {n} éléments que Bivouac accepte.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/oci.py"/>
        <source>The list of courses (index.json) is of a kind that Bivouac does not know.</source>
        <translation>La liste des cours (index.json) est d’un type que Bivouac ne connaît pas.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/oci.py"/>
        <source>The list of courses (index.json) may name courses only, not “{kind}”.</source>
        <translation>La liste des cours (index.json) ne peut nommer que des cours, et non « {kind} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/oci.py"/>
        <source>The list of courses (index.json) has two courses of the same name.</source>
        <translation>La liste des cours (index.json) contient deux cours de même nom.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/oci.py"/>
        <source>This folder of courses was made with a newer program. Update Bivouac on this computer to open it.</source>
        <translation>Ce dossier de cours a été créé avec un programme plus récent. Mettez Bivouac à jour sur cet ordinateur pour l’ouvrir.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/oci.py"/>
        <source>“{name}” is larger than the {limit} bytes that Bivouac takes.</source>
        <translation>« {name} » dépasse les {limit} octets que Bivouac accepte.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/oci.py"/>
        <source>“{name}” is damaged: {reason}.</source>
        <translation>« {name} » est abîmé : {reason}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/oci.py"/>
        <source>A part of this course claims an impossible size: {size} bytes.</source>
        <translation>Un élément de ce cours annonce une taille impossible : {size} octets.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/oci.py"/>
        <source>This course has a part of a kind that this Bivouac does not know: “{kind}”. Update Bivouac on this computer to open it.</source>
        <translation>Ce cours a un élément d’un type que cette version de Bivouac ne connaît pas : « {kind} ». Mettez Bivouac à jour sur cet ordinateur pour l’ouvrir.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.bundle.pack</name>
    <message>
        <location filename="../../bivouac/courses/bundle/pack.py"/>
        <source>One lesson has more than {n} files. Divide it into several lessons.</source>
        <translation>Une leçon a plus de {n} fichiers. Divisez-la en plusieurs leçons.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/pack.py"/>
        <source>The files of one lesson take more than {n} MB. Divide it into several lessons.</source>
        <translation>Les fichiers d’une leçon occupent plus de {n} Mo. Divisez-la en plusieurs leçons.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/pack.py"/>
        <source>The file “{name}” is larger than {n} MB.</source>
        <translation>Le fichier « {name} » dépasse {n} Mo.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/pack.py"/>
        <source>The pack of a lesson is damaged: {reason}.</source>
        <translation>L’archive d’une leçon est abîmée : {reason}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/pack.py"/>
        <source>The file “{name}” is missing in its lesson.</source>
        <translation>Le fichier « {name} » manque dans sa leçon.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/pack.py"/>
        <source>The file “{name}” of a lesson is larger than {limit} bytes.</source>
        <translation>Le fichier « {name} » d’une leçon dépasse {limit} octets.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/pack.py"/>
        <source>The file “{name}” of a lesson is damaged.</source>
        <translation>Le fichier « {name} » d’une leçon est abîmé.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/pack.py"/>
        <source>The pack of a lesson is empty or too large.</source>
        <translation>L’archive d’une leçon est vide ou trop grande.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/pack.py"/>
        <source>The pack of a lesson is not a plain ZIP file.</source>
        <translation>L’archive d’une leçon n’est pas un fichier ZIP ordinaire.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/pack.py"/>
        <source>The pack of a lesson has more than {n} files.</source>
        <translation>L’archive d’une leçon a plus de {n} fichiers.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/pack.py"/>
        <source>A lesson has a file whose name is not allowed: “{name}”.</source>
        <translation>Une leçon contient un fichier dont le nom n’est pas permis : « {name} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/pack.py"/>
        <source>A lesson has two files named “{name}”.</source>
        <translation>Une leçon a deux fichiers nommés « {name} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/pack.py"/>
        <source>A lesson has a file that is not a plain one: “{name}”.</source>
        <translation>Une leçon contient un fichier qui n’est pas ordinaire : « {name} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/pack.py"/>
        <source>The file “{name}” of a lesson unpacks to more than is allowed.</source>
        <translation>Une fois décompressé, le fichier « {name} » d’une leçon dépasse ce qui est permis.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.bundle.pieces</name>
    <message>
        <location filename="../../bivouac/courses/bundle/pieces.py"/>
        <source>The list of pieces of this course is damaged: {reason}.</source>
        <translation>La liste des morceaux de ce cours est abîmée : {reason}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/pieces.py"/>
        <source>The list of pieces of this course does not fit its files.</source>
        <translation>La liste des morceaux de ce cours ne correspond pas à ses fichiers.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.bundle.source</name>
    <message>
        <location filename="../../bivouac/courses/bundle/source.py"/>
        <source>A part of this course ({digest}) has {found} bytes, not the {size} it should have. Get the course again.</source>
        <translation>Un élément de ce cours ({digest}) a {found} octets, et non les {size} attendus. Procurez-vous de nouveau le cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/source.py"/>
        <source>A part of this course ({digest}) is larger than the {limit} bytes that Bivouac takes.</source>
        <translation>Un élément de ce cours ({digest}) dépasse les {limit} octets que Bivouac accepte.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/source.py"/>
        <source>The drive that the courses come from is not there any more. Put it in again and start again: what was copied stays.</source>
        <translation>Le support d’où viennent les cours n’est plus là. Rebranchez-le et recommencez : ce qui a été copié reste.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/source.py"/>
        <source>A part of this course is missing ({digest}). Get the course again.</source>
        <translation>Il manque un élément de ce cours ({digest}). Procurez-vous de nouveau le cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/source.py"/>
        <source>A part of this course is damaged ({digest}). Get the course again.</source>
        <translation>Un élément de ce cours est abîmé ({digest}). Procurez-vous de nouveau le cours.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.bundle.tar</name>
    <message>
        <location filename="../../bivouac/courses/bundle/tar.py"/>
        <source>This bundle has more parts than Bivouac takes.</source>
        <translation>Ce paquet a plus d’éléments que Bivouac n’en accepte.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/tar.py"/>
        <source>This bundle is cut off: it should be longer than it is. Get it again.</source>
        <translation>Ce paquet est tronqué : il devrait être plus long. Procurez-vous-le de nouveau.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/tar.py"/>
        <source>This bundle has two parts named “{name}”.</source>
        <translation>Ce paquet a deux éléments nommés « {name} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/tar.py"/>
        <source>“{name}” is not a bundle of Bivouac.</source>
        <translation>« {name} » n’est pas un paquet de Bivouac.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/tar.py"/>
        <source>This bundle is damaged: {reason}. Get it again.</source>
        <translation>Ce paquet est abîmé : {reason}. Procurez-vous-le de nouveau.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/tar.py"/>
        <source>This bundle has a part that no bundle has: “{name}”.</source>
        <translation>Ce paquet a un élément qu’aucun paquet ne contient : « {name} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/tar.py"/>
        <source>This bundle is not a plain tar file.</source>
        <translation>Ce paquet n’est pas un fichier tar ordinaire.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.bundle.verify</name>
    <message>
        <location filename="../../bivouac/courses/bundle/verify.py"/>
        <source>The cover of the course “{title}” is not a picture.</source>
        <translation>La couverture du cours « {title} » n’est pas une image.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/verify.py"/>
        <source>The film “{title}” is not a WebM file.</source>
        <translation>Le film « {title} » n’est pas un fichier WebM.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/verify.py"/>
        <source>The file “{name}” of “{title}” is missing.</source>
        <translation>Il manque le fichier « {name} » de « {title} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/verify.py"/>
        <source>The document “{title}” is not a PDF.</source>
        <translation>Le document « {title} » n’est pas un PDF.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/verify.py"/>
        <source>The captions “{name}” of “{title}” are not WebVTT.</source>
        <translation>Les sous-titres « {name} » de « {title} » ne sont pas au format WebVTT.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/verify.py"/>
        <source>The text “{name}” of a lesson is damaged.</source>
        <translation>Le texte « {name} » d’une leçon est abîmé.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.bundle.version</name>
    <message>
        <location filename="../../bivouac/courses/bundle/version.py"/>
        <source>The label of the course “{title}” says other than the course itself.</source>
        <translation>L’étiquette du cours « {title} » ne dit pas la même chose que le cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/version.py"/>
        <source>The film “{title}” is larger than the 4 GB that this stick takes in one file (FAT32). Format the stick as exFAT, or take films in a smaller size.</source>
        <translation>Le film « {title} » dépasse les 4 Go que cette clé accepte pour un seul fichier (FAT32). Formatez la clé en exFAT, ou prenez des films plus petits.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/version.py"/>
        <source>The course “{title}” comes with a part that it does not name.</source>
        <translation>Le cours « {title} » est accompagné d’un élément qu’il ne nomme pas.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/version.py"/>
        <source>The course “{title}” names parts that its bundle does not have.</source>
        <translation>Le cours « {title} » nomme des éléments que son paquet ne contient pas.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/bundle/version.py"/>
        <source>The course “{title}” has no list of pieces for its large files, or too many.</source>
        <translation>Le cours « {title} » n’a pas de liste de morceaux pour ses grands fichiers, ou en a trop.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.bundle.write</name>
    <message>
        <location filename="../../bivouac/courses/bundle/write.py"/>
        <source>The course “{title}” has too many parts. Divide it into several courses.</source>
        <translation>Le cours « {title} » a trop d’éléments. Divisez-le en plusieurs cours.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.captions</name>
    <message>
        <location filename="../../bivouac/courses/captions.py"/>
        <location filename="../../bivouac/courses/markdown/films.py"/>
        <source>The captions are too large ({n} bytes) to be captions.</source>
        <translation>Ces sous-titres sont trop volumineux ({n} octets) pour en être vraiment.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/captions.py"/>
        <source>This file holds no captions. Captions are .srt or .vtt files with a time before each text.</source>
        <translation>Ce fichier ne contient pas de sous-titres. Les sous-titres sont des fichiers .srt ou .vtt, avec un temps avant chaque texte.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.check</name>
    <message>
        <location filename="../../bivouac/courses/check.py"/>
        <source>The course “{title}” has no activities.</source>
        <translation>Le cours « {title} » n’a aucune activité.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/check.py"/>
        <source>“{where}” has a script in its text, which pages never have.</source>
        <translation>Le texte de « {where} » contient un script, ce qu’une page n’a jamais.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/check.py"/>
        <source>A lesson names a file whose name is not allowed: “{name}”.</source>
        <translation>Une leçon nomme un fichier dont le nom n’est pas permis : « {name} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/check.py"/>
        <source>“{name}” cannot be a name in a course.</source>
        <translation>« {name} » ne peut pas être un nom dans un cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/check.py"/>
        <source>“{inside}” has {count} parts of the same name “{name}”.</source>
        <translation>« {inside} » a {count} éléments de même nom « {name} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/check.py"/>
        <source>The course “{title}” gives two sizes to one of its files.</source>
        <translation>Le cours « {title} » donne deux tailles à l’un de ses fichiers.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/check.py"/>
        <source>The film “{title}” has renditions whose names are not allowed.</source>
        <translation>Le film « {title} » a des versions dont les noms ne sont pas permis.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/check.py"/>
        <source>The question “{title}” has no right answer.</source>
        <translation>La question « {title} » n’a pas de bonne réponse.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/check.py"/>
        <source>“{where}” has a number without end.</source>
        <translation>« {where} » contient un nombre infini.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/check.py"/>
        <source>The scene “{scene}” of “{title}” ends in an unknown way.</source>
        <translation>La scène « {scene} » de « {title} » se termine d’une façon inconnue.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/check.py"/>
        <source>A choice in “{title}” leads to “{to}”, which is not there.</source>
        <translation>Un choix de « {title} » mène à « {to} », qui n’existe pas.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/check.py"/>
        <source>No choice in “{title}” leads to the scene “{scene}”.</source>
        <translation>Aucun choix de « {title} » ne mène à la scène « {scene} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/check.py"/>
        <source>The case study “{title}” has no end.</source>
        <translation>L’étude de cas « {title} » n’a pas de fin.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.clean.embedded</name>
    <message>
        <location filename="../../bivouac/courses/clean/embedded.py"/>
        <source>The picture “{name}” is not there or is not a picture that can be shown.</source>
        <translation>L’image « {name} » est absente ou n’est pas une image que l’on puisse afficher.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/embedded.py"/>
        <source>The picture “{address}” is on the internet, not in the course; learners see a link. Save it beside the page to bring it along.</source>
        <translation>L’image « {address} » est sur Internet et non dans le cours ; les apprenants voient un lien. Enregistrez-la à côté de la page pour l’emporter.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/embedded.py"/>
        <source>Picture on the internet</source>
        <translation>Image sur Internet</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/embedded.py"/>
        <source>A drawing in the page (SVG) is damaged and was left out.</source>
        <translation>Un dessin de la page (SVG) est endommagé et a été laissé de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/embedded.py"/>
        <source>A script on the page was left out. What it showed or did is not in the course.</source>
        <translation>Un script de la page a été laissé de côté. Ce qu’il affichait ou faisait n’est pas dans le cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/embedded.py"/>
        <source>“{address}” is an interactive part shown inside the page; the reader cannot show it.</source>
        <translation>« {address} » est une partie interactive affichée dans la page ; le lecteur ne peut pas la montrer.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/embedded.py"/>
        <source>An interactive part that stood here could not be brought along.</source>
        <translation>Une partie interactive qui se trouvait ici n’a pas pu être emportée.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/embedded.py"/>
        <source>A field to fill in (“{name}”) was left out: pages are only read. Use a quiz.</source>
        <translation>Un champ à remplir (« {name} ») a été laissé de côté : les pages se lisent seulement. Utilisez un quiz.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/embedded.py"/>
        <source>A picture that a script draws was left out.</source>
        <translation>Une image dessinée par un script a été laissée de côté.</translation>
    </message>
    <message>
        <source>“{address}” is played inside the text, where it cannot be shown. Make it an activity of its own.</source>
        <translation type="vanished">« {address} » est lu au milieu du texte, où il ne peut pas être affiché. Faites-en une activité à part.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.clean.films</name>
    <message>
        <location filename="../../bivouac/courses/clean/films.py"/>
        <source>The film or recording “{address}” that is played inside the text is not there, or cannot be played.</source>
        <translation>La vidéo ou l’enregistrement « {address} », lu à l’intérieur du texte, est introuvable ou ne peut pas être lu.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/films.py"/>
        <source>A recording that stood here could not be brought along.</source>
        <translation>Un enregistrement qui se trouvait ici n’a pas pu être emporté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/films.py"/>
        <source>“{address}” is played inside the text; it became an activity of its own beside the page, which leads there.</source>
        <translation>« {address} » est lu à l’intérieur du texte ; il est devenu une activité à part, à côté de la page, qui y mène.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/films.py"/>
        <source>Recording: {title}</source>
        <translation>Enregistrement : {title}</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/films.py"/>
        <location filename="../../bivouac/courses/olx/video.py"/>
        <source>Film: {title}</source>
        <translation>Film : {title}</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/films.py"/>
        <source>“{address}” is shown from the internet inside the page; learners see a link in its place.</source>
        <translation>« {address} » est affiché depuis Internet dans la page ; les apprenants voient un lien à sa place.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/films.py"/>
        <source>This part needs the internet:</source>
        <translation>Cette partie a besoin d’Internet :</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.clean.structure</name>
    <message>
        <location filename="../../bivouac/courses/clean/structure.py"/>
        <location filename="../../bivouac/desktop/widgets/page/builder.py"/>
        <source>Tip</source>
        <translation>Conseil</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/structure.py"/>
        <location filename="../../bivouac/desktop/widgets/page/builder.py"/>
        <source>Warning</source>
        <translation>Attention</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/structure.py"/>
        <location filename="../../bivouac/desktop/widgets/page/builder.py"/>
        <source>Example</source>
        <translation>Exemple</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/structure.py"/>
        <location filename="../../bivouac/desktop/widgets/page/builder.py"/>
        <source>Note</source>
        <translation>Remarque</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.clean.walk</name>
    <message>
        <location filename="../../bivouac/courses/clean/walk.py"/>
        <source>Text that the page hides until a script shows it (“{text}”) was left out. Write it where it can be read.</source>
        <translation>Un texte que la page cache jusqu’à ce qu’un script le montre (« {text} ») a été laissé de côté. Écrivez-le là où on peut le lire.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/walk.py"/>
        <source>The link to “{address}” leads nowhere in the course; its text stays.</source>
        <translation>Le lien vers « {address} » ne mène nulle part dans le cours ; son texte reste.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/walk.py"/>
        <source>The place “{text}” in a picture leads nowhere in the course and was left out.</source>
        <translation>L’endroit « {text} » d’une image ne mène nulle part dans le cours et a été laissé de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/clean/walk.py"/>
        <source>Places to click on in a picture became links below it.</source>
        <translation>Les endroits où cliquer dans une image sont devenus des liens sous celle-ci.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.draft</name>
    <message>
        <location filename="../../bivouac/courses/draft.py"/>
        <source>The course has no title. Write one: “title” in course.yaml or at the head of index.md of a folder of Markdown; the course's name in Open edX.</source>
        <translation>Le cours n’a pas de titre. Écrivez-en un : « title » dans course.yaml ou en tête de l’index.md d’un dossier Markdown ; le nom du cours dans Open edX.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/draft.py"/>
        <source>“{language}” is not how a language is written. Write its short name, such as fr, en or pt-BR: “language” in course.yaml of a folder of Markdown, the course's language in Open edX.</source>
        <translation>« {language} » n’est pas l’écriture d’une langue. Écrivez son nom court, par exemple fr, en ou pt-BR : « language » dans le course.yaml d’un dossier Markdown, la langue du cours dans Open edX.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/draft.py"/>
        <source>“{name}” cannot be the id of a course: it has letters a-z, digits, and . _ - between them, at most 128. Write another one: “id” in course.yaml, or --id.</source>
        <translation>« {name} » ne peut pas être l’identifiant d’un cours : il a des lettres a-z, des chiffres, et . _ - entre eux, au plus 128. Écrivez-en un autre : « id » dans course.yaml, ou --id.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/draft.py"/>
        <source>“{name}” in “{inside}” has no title. Write one: “title” at the head of its page in a folder of Markdown, its name in Open edX.</source>
        <translation>« {name} » dans « {inside} » n’a pas de titre. Écrivez-en un : « title » en tête de sa page dans un dossier Markdown, son nom dans Open edX.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/draft.py"/>
        <source>The title “{title}…” has {n} letters. Shorten it to at most {most}.</source>
        <translation>Le titre « {title}… » a {n} lettres. Raccourcissez-le à {most} au plus.</translation>
    </message>
    <message>
        <source>The course has no title. Write one: title: … in course.yaml or at the head of index.md of a folder of Markdown; the course's name in Open edX.</source>
        <translation type="vanished">Le cours n’a pas de titre. Écrivez-en un : title: … dans course.yaml ou en tête de l’index.md d’un dossier Markdown ; le nom du cours dans Open edX.</translation>
    </message>
    <message>
        <source>“{language}” is not how a language is written. Write its short name, such as fr, en or pt-BR: language: … in course.yaml of a folder of Markdown, the course's language in Open edX.</source>
        <translation type="vanished">« {language} » n’est pas l’écriture d’une langue. Écrivez son nom court, par exemple fr, en ou pt-BR : language: … dans le course.yaml d’un dossier Markdown, la langue du cours dans Open edX.</translation>
    </message>
    <message>
        <source>“{name}” cannot be the id of a course: it has letters a-z, digits, and . _ - between them, at most 128. Write another one: id: … in course.yaml, or --id.</source>
        <translation type="vanished">« {name} » ne peut pas être l’identifiant d’un cours : il a des lettres a-z, des chiffres, et . _ - entre eux, au plus 128. Écrivez-en un autre : id: … dans course.yaml, ou --id.</translation>
    </message>
    <message>
        <source>“{name}” in “{inside}” has no title. Write one: title: … at the head of its page in a folder of Markdown, its name in Open edX.</source>
        <translation type="vanished">« {name} » dans « {inside} » n’a pas de titre. Écrivez-en un : title: … en tête de sa page dans un dossier Markdown, son nom dans Open edX.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.gift</name>
    <message>
        <location filename="../../bivouac/courses/gift.py"/>
        <source>The question “{title}” was left out. {reason}</source>
        <translation>La question « {title} » a été laissée de côté. {reason}</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/gift.py"/>
        <source>The text “{text}” after the last question was left out.</source>
        <translation>Le texte « {text} » après la dernière question a été laissé de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/gift.py"/>
        <source>It asks nothing.</source>
        <translation>Elle ne demande rien.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/gift.py"/>
        <source>“{points}” is no number of points; the question counts 1 point.</source>
        <translation>« {points} » n’est pas un nombre de points ; la question compte pour 1 point.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.gift_answers</name>
    <message>
        <location filename="../../bivouac/courses/gift_answers.py"/>
        <source>Its braces { and } do not match.</source>
        <translation>Ses accolades { et } ne se correspondent pas.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/gift_answers.py"/>
        <source>Its answers do not begin with = or ~.</source>
        <translation>Ses réponses ne commencent pas par = ou ~.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/gift_answers.py"/>
        <source>It offers fewer than two answers.</source>
        <translation>Elle propose moins de deux réponses.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/gift_answers.py"/>
        <source>None of its answers is right.</source>
        <translation>Aucune de ses réponses n’est bonne.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/gift_answers.py"/>
        <source>A pair to match needs -&gt; between its two sides.</source>
        <translation>Une paire à associer a besoin de -&gt; entre ses deux côtés.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/gift_answers.py"/>
        <source>It has fewer than two pairs to match.</source>
        <translation>Elle a moins de deux paires à associer.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/gift_answers.py"/>
        <source>“{text}” is not a number.</source>
        <translation>« {text} » n’est pas un nombre.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/gift_answers.py"/>
        <source>It has fewer than two things to put in order.</source>
        <translation>Elle a moins de deux éléments à mettre en ordre.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/gift_answers.py"/>
        <source>One of its answers is empty.</source>
        <translation>L’une de ses réponses est vide.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.grading</name>
    <message>
        <location filename="../../bivouac/courses/grading.py"/>
        <source>This answer does not fit its question; the course may have changed since. Answer it once more.</source>
        <translation>Cette réponse ne correspond pas à sa question ; le cours a peut-être changé depuis. Répondez encore une fois.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.importers</name>
    <message>
        <location filename="../../bivouac/courses/importers/__init__.py"/>
        <source>“{path}” is neither a file nor a folder.</source>
        <translation>« {path} » n’est ni un fichier ni un dossier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/importers/__init__.py"/>
        <source>“{name}” is no format that Bivouac reads. There are: {formats}.</source>
        <translation>Bivouac ne lit aucun format « {name} ». Il y a : {formats}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/importers/__init__.py"/>
        <source>Bivouac cannot tell what kind of course “{path}” is. It reads Open edX exports (.tar.gz) and folders of Markdown.</source>
        <translation>Bivouac ne reconnaît pas le type de cours de « {path} ». Il lit les exports d’Open edX (.tar.gz) et les dossiers de Markdown.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.importers.markdown</name>
    <message>
        <location filename="../../bivouac/courses/importers/markdown.py"/>
        <source>There is no page of a course in “{name}”. A page is a file that ends in .md.</source>
        <translation>« {name} » ne contient aucune page de cours. Une page est un fichier qui se termine par .md.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/importers/markdown.py"/>
        <source>There is nothing in “{name}” that a learner could read, watch or answer.</source>
        <translation>« {name} » ne contient rien qu’un apprenant puisse lire, regarder ou résoudre.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/importers/markdown.py"/>
        <source>The course's id “{wanted}” has other letters than a-z 0-9 . _ - or is too long; it became “{name}”.</source>
        <translation>L’identifiant du cours « {wanted} » contient d’autres caractères que a-z 0-9 . _ - ou est trop long ; il est devenu « {name} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/importers/markdown.py"/>
        <source>The cover “{name}” is not there.</source>
        <translation>La couverture « {name} » est absente.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.importers.olx</name>
    <message>
        <location filename="../../bivouac/courses/importers/olx.py"/>
        <location filename="../../bivouac/courses/markdown/opening.py"/>
        <source>This is a link or a device and no file; archives may not bring any, so it was left out.</source>
        <translation>C’est un lien ou un périphérique, et non un fichier ; une archive ne peut pas en apporter, il a donc été laissé de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/importers/olx.py"/>
        <source>There is no Open edX course in “{name}”: it has neither a course.xml nor a library.xml.</source>
        <translation>« {name} » ne contient pas de cours Open edX : il n’a ni course.xml ni library.xml.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.kinds</name>
    <message>
        <location filename="../../bivouac/courses/kinds.py"/>
        <source>film</source>
        <translation>film</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/kinds.py"/>
        <source>recording</source>
        <translation>enregistrement</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/kinds.py"/>
        <source>page</source>
        <translation>page</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/kinds.py"/>
        <source>quiz</source>
        <translation>quiz</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/kinds.py"/>
        <source>case study</source>
        <translation>étude de cas</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/kinds.py"/>
        <source>document</source>
        <translation>document</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.activities</name>
    <message>
        <location filename="../../bivouac/courses/markdown/activities.py"/>
        <source>The quiz “{name}” is not there.</source>
        <translation>Le quiz « {name} » est absent.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/activities.py"/>
        <source>The document “{name}” is not there.</source>
        <translation>Le document « {name} » est absent.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/activities.py"/>
        <source>The film “{name}” is not there.</source>
        <translation>Le film « {name} » est absent.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/activities.py"/>
        <source>The recording “{name}” is not there.</source>
        <translation>L’enregistrement « {name} » est absent.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/activities.py"/>
        <source>A document is shown alone: the text beside it was left out. Make it a page.</source>
        <translation>Un document est affiché seul : le texte qui l’accompagne a été laissé de côté. Faites-en une page.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/activities.py"/>
        <source>“{name}” was left out: it is not a PDF, or larger than {n} MB.</source>
        <translation>« {name} » a été laissé de côté : ce n’est pas un PDF, ou il dépasse {n} Mo.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/activities.py"/>
        <source>The page is empty and was left out.</source>
        <translation>La page est vide et a été laissée de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/activities.py"/>
        <source>There is no question in the quiz; it was left out.</source>
        <translation>Le quiz ne contient aucune question ; il a été laissé de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/activities.py"/>
        <source>The attempts are a number such as 3, not “{written}”; there is no limit now.</source>
        <translation>Le nombre d’essais est un nombre comme 3, pas « {written} » ; il n’y a donc pas de limite.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/activities.py"/>
        <source>The pass mark is a share from 0 to 1, not {mark}; 0.6 was taken.</source>
        <translation>Le seuil de réussite est une part de 0 à 1, et non {mark} ; 0.6 a été retenu.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.arranging</name>
    <message>
        <location filename="../../bivouac/courses/markdown/arranging.py"/>
        <location filename="../../bivouac/courses/markdown/ordering.py"/>
        <source>“{name}” is not named in the order of pages and was left out.</source>
        <translation>« {name} » n’est pas nommé dans l’ordre des pages et a été laissé de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/arranging.py"/>
        <source>“{name}” is named in the order of pages and is not there.</source>
        <translation>« {name} » est nommé dans l’ordre des pages, mais ne s’y trouve pas.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.beside</name>
    <message>
        <location filename="../../bivouac/courses/markdown/beside.py"/>
        <source>The document “{name}” that the page leads to became an activity of its own beside the page.</source>
        <translation>Le document « {name} » vers lequel la page mène est devenu une activité à part, à côté de la page.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.cases</name>
    <message>
        <location filename="../../bivouac/courses/markdown/cases.py"/>
        <source>The page is a case study without scenes: no heading has a name such as {name}.</source>
        <translation>La page est une étude de cas sans scènes : aucun titre ne porte un nom comme {name}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/cases.py"/>
        <source>In the scene “{scene}”, “{word}” is no outcome and was passed over. Is “{meant}” meant?</source>
        <translation>Dans la scène « {scene} », « {word} » n’est pas une issue et a été ignoré. Vouliez-vous écrire « {meant} » ?</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/cases.py"/>
        <source>In the scene “{scene}” a choice leads to “{name}”, which is no scene.</source>
        <translation>Dans la scène « {scene} », un choix mène à « {name} », qui n’est pas une scène.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/cases.py"/>
        <source>No choice leads to the scene “{scene}”.</source>
        <translation>Aucun choix ne mène à la scène « {scene} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/cases.py"/>
        <source>The case has no ending: every scene that is reached leads on.</source>
        <translation>L’étude de cas n’a pas de fin : chaque scène atteinte mène à une autre.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.credits</name>
    <message>
        <location filename="../../bivouac/courses/markdown/credits.py"/>
        <source>Authors: {names}.</source>
        <translation>Auteurs : {names}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/credits.py"/>
        <source>Licence: {name}.</source>
        <translation>Licence : {name}.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.dialects</name>
    <message>
        <location filename="../../bivouac/courses/markdown/dialects.py"/>
        <source>Program code of a web site (“export …”) was left out.</source>
        <translation>Du code de programme d’un site web (« export … ») a été laissé de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/dialects.py"/>
        <source>Commands of a web site's templates, such as “{command}”, were left out.</source>
        <translation>Des commandes de modèles de site web, comme « {command} », ont été laissées de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/dialects.py"/>
        <source>A part written for teachers is not in the learners' course.</source>
        <translation>Une partie écrite pour les enseignants n’est pas dans le cours des apprenants.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/dialects.py"/>
        <source>Objectives</source>
        <translation>Objectifs</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/dialects.py"/>
        <source>Questions</source>
        <translation>Questions</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/dialects.py"/>
        <source>Key points</source>
        <translation>Points clés</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/dialects.py"/>
        <location filename="../../bivouac/courses/markdown/directives.py"/>
        <source>Solution</source>
        <translation>Solution</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.directives</name>
    <message>
        <location filename="../../bivouac/courses/markdown/directives.py"/>
        <source>Theorem</source>
        <translation>Théorème</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/directives.py"/>
        <source>Definition</source>
        <translation>Définition</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/directives.py"/>
        <source>Proof</source>
        <translation>Démonstration</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/directives.py"/>
        <source>Lemma</source>
        <translation>Lemme</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/directives.py"/>
        <source>Corollary</source>
        <translation>Corollaire</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/directives.py"/>
        <source>Proposition</source>
        <translation>Proposition</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/directives.py"/>
        <source>Algorithm</source>
        <translation>Algorithme</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/directives.py"/>
        <source>Exercise</source>
        <translation>Exercice</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/directives.py"/>
        <source>See also</source>
        <translation>Voir aussi</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.films</name>
    <message>
        <location filename="../../bivouac/courses/markdown/films.py"/>
        <source>The captions in “{language}” that the page names are not there.</source>
        <translation>Les sous-titres en « {language} » que la page nomme sont absents.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/films.py"/>
        <source>The captions “{name}” were left out. {reason}</source>
        <translation>Les sous-titres « {name} » ont été laissés de côté. {reason}</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/films.py"/>
        <source>The captions “{name}” are empty and were left out.</source>
        <translation>Les sous-titres « {name} » sont vides et ont été laissés de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/films.py"/>
        <source>The picture “{name}” before the film is not there or is not a picture.</source>
        <translation>L’image « {name} » qui précède le film est absente ou n’est pas une image.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.includes</name>
    <message>
        <location filename="../../bivouac/courses/markdown/includes.py"/>
        <source>The page takes in more than any page is; the rest was left out.</source>
        <translation>La page inclut plus que n’en contient aucune page ; le reste a été laissé de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/includes.py"/>
        <source>The file “{name}” that the page takes in is not there.</source>
        <translation>Le fichier « {name} » que la page inclut est introuvable.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.layout</name>
    <message>
        <location filename="../../bivouac/courses/markdown/layout.py"/>
        <location filename="../../bivouac/courses/markdown/tree.py"/>
        <location filename="../../bivouac/desktop/activities/quiz.py"/>
        <source>Introduction</source>
        <translation>Introduction</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/layout.py"/>
        <source>Further pages</source>
        <translation>Autres pages</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/layout.py"/>
        <source>The id “{wanted}” is used twice or has other letters than a-z 0-9 . _ -; it became “{name}”.</source>
        <translation>L’identifiant « {wanted} » est utilisé deux fois ou a d’autres caractères que a-z 0-9 . _ - ; il est devenu « {name} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/layout.py"/>
        <source>The folders' titles are in “{language}”, so each took the title of its first page. For better ones put an index.{wanted}.md with a title into each folder.</source>
        <translation>Les titres des dossiers sont en « {language} » ; chacun a donc pris le titre de sa première page. Pour de meilleurs titres, mettez dans chaque dossier un index.{wanted}.md avec un titre.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/layout.py"/>
        <source>Conclusion</source>
        <translation>Conclusion</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/layout.py"/>
        <source>General presentation</source>
        <translation>Présentation générale</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/layout.py"/>
        <source>Glossary</source>
        <translation>Glossaire</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/layout.py"/>
        <source>Resources</source>
        <translation>Ressources</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.myst</name>
    <message>
        <location filename="../../bivouac/courses/markdown/myst.py"/>
        <source>Bivouac does not know the directive “{name}” of MyST; what it holds is shown as it is written.</source>
        <translation>Bivouac ne connaît pas la directive « {name} » de MyST ; ce qu’elle contient est montré tel quel.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.notebooks</name>
    <message>
        <location filename="../../bivouac/courses/markdown/notebooks.py"/>
        <source>The notebook is damaged, or older than version 4 of its format, and was left out.</source>
        <translation>Le notebook est endommagé, ou plus ancien que la version 4 de son format, et a été laissé de côté.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/courses/markdown/notebooks.py"/>
        <source>{n} cell that the notebook marks as removed is not in the page.|{n} cells that the notebook marks as removed are not in the page.</source>
        <translation>
            <numerusform>{n} cellule que le notebook marque comme retirée n’est pas dans la page.</numerusform>
            <numerusform>{n} cellules que le notebook marque comme retirées ne sont pas dans la page.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/notebooks.py"/>
        <source>A raw cell for another format ({kind}) is not in the page.</source>
        <translation>Une cellule brute pour un autre format ({kind}) n’est pas dans la page.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/notebooks.py"/>
        <source>An interactive output (a diagram or a control that a script draws) cannot be shown. Save it as a picture in the notebook.</source>
        <translation>Un résultat interactif (un diagramme ou une commande qu’un script dessine) ne peut pas être montré. Enregistrez-le comme image dans le notebook.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.project</name>
    <message>
        <location filename="../../bivouac/courses/markdown/project.py"/>
        <source>“{language}” is no language tag such as fr or zh-Hans; en was taken.</source>
        <translation>« {language} » n’est pas un code de langue comme fr ou zh-Hans ; en a été retenu.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/project.py"/>
        <source>The course does not say its language. “{language}” was taken, as its pages read; write it into course.yaml.</source>
        <translation>Le cours ne dit pas sa langue. « {language} » a été retenu, d’après ses pages ; indiquez-la dans course.yaml.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/project.py"/>
        <source>There are no pages in the language “{wanted}”. There are: {languages}.</source>
        <translation>Il n’y a pas de pages dans la langue « {wanted} ». Il y a : {languages}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/project.py"/>
        <source>The pages in “{language}” were taken. There are pages in {others} too: make a course of each, with --language.</source>
        <translation>Les pages en « {language} » ont été prises. Il y a aussi des pages en {others} : faites un cours de chacune, avec --language.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.quarto</name>
    <message>
        <location filename="../../bivouac/courses/markdown/quarto.py"/>
        <source>A diagram that is written as text ({kind}) is shown as it is written. Save it as a picture to have it drawn.</source>
        <translation>Un diagramme écrit sous forme de texte ({kind}) est montré comme texte. Enregistrez-le comme image pour qu’il soit dessiné.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/quarto.py"/>
        <source>The code of the page is shown and not run: what it prints or draws is not in the course. A notebook (.ipynb) with its results brings them along.</source>
        <translation>Le code de la page est montré et n’est pas exécuté : ce qu’il affiche ou dessine n’est pas dans le cours. Un notebook (.ipynb) avec ses résultats les emporte.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/quarto.py"/>
        <source>Figure</source>
        <translation>Figure</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/quarto.py"/>
        <source>Table</source>
        <translation>Tableau</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/quarto.py"/>
        <source>Equation</source>
        <translation>Équation</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/quarto.py"/>
        <source>Listing</source>
        <translation>Listage</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.reading</name>
    <message>
        <location filename="../../bivouac/courses/markdown/reading.py"/>
        <source>The file is too large for a text and was left out.</source>
        <translation>Le fichier est trop grand pour un texte et a été laissé de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/reading.py"/>
        <source>The file is not text, whatever its name says, and was left out.</source>
        <translation>Le fichier n’est pas du texte, quoi qu’en dise son nom, et a été laissé de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/reading.py"/>
        <source>The text is not in UTF-8; some letters may be wrong. Save it as UTF-8.</source>
        <translation>Le texte n’est pas en UTF-8 ; certaines lettres peuvent être fausses. Enregistrez-le en UTF-8.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/reading.py"/>
        <source>The settings at the top cannot be read as YAML. Put texts with a colon between quotes.</source>
        <translation>Les réglages en tête de page ne sont pas lisibles en YAML. Mettez entre guillemets les textes qui contiennent deux-points.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/reading.py"/>
        <source>The settings at the top cannot be read as TOML and were left out.</source>
        <translation>Les réglages en tête de page ne sont pas lisibles en TOML et ont été laissés de côté.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.sidebars</name>
    <message>
        <location filename="../../bivouac/courses/markdown/sidebars.py"/>
        <source>The order of the pages is a program here, which is not run: they come in the order of the folders. Write it down without functions.</source>
        <translation>L’ordre des pages est ici un programme, qui n’est pas exécuté : elles viennent dans l’ordre des dossiers. Écrivez-le sans fonctions.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.sites</name>
    <message>
        <location filename="../../bivouac/courses/markdown/sites.py"/>
        <source>The pages for teachers are not in the learners' course.</source>
        <translation>Les pages pour les enseignants ne sont pas dans le cours des apprenants.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/sites.py"/>
        <source>To look things up</source>
        <translation>Pour consulter</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/sites.py"/>
        <source>Appendices</source>
        <translation>Annexes</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.spelling</name>
    <message>
        <location filename="../../bivouac/courses/markdown/spelling.py"/>
        <source>“{key}” is no setting and was passed over. Is “{meant}” meant?</source>
        <translation>« {key} » n’est pas un réglage et a été ignoré. Vouliez-vous écrire « {meant} » ?</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.targets</name>
    <message>
        <location filename="../../bivouac/courses/markdown/targets.py"/>
        <source>“{name}” has spaces, with which Markdown takes it for text; it was read as the file of this name. Write &lt;{name}&gt; to have it so everywhere.</source>
        <translation>« {name} » contient des espaces, et Markdown le prend alors pour du texte ; il a été lu comme le fichier de ce nom. Écrivez &lt;{name}&gt; pour qu’il en soit ainsi partout.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.tree</name>
    <message>
        <location filename="../../bivouac/courses/markdown/tree.py"/>
        <source>The link leads out of the course's folder and was left out.</source>
        <translation>Le lien mène hors du dossier du cours et a été laissé de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/tree.py"/>
        <source>Files of this kind cannot be part of a course yet; it was left out.</source>
        <translation>Les fichiers de ce type ne peuvent pas encore faire partie d’un cours ; celui-ci a été laissé de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/tree.py"/>
        <source>It is not there in the language of the course; it was taken in another one.</source>
        <translation>Il n’existe pas dans la langue du cours ; il a été pris dans une autre langue.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/tree.py"/>
        <source>The page is marked as a draft and was left out.</source>
        <translation>La page est marquée comme brouillon et a été laissée de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/tree.py"/>
        <source>The text of the README is about the files and is no page of the course.</source>
        <translation>Le texte du README parle des fichiers ; ce n’est pas une page du cours.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.unused</name>
    <message>
        <location filename="../../bivouac/courses/markdown/unused.py"/>
        <source>No film or recording has the name of these captions; they were left out.</source>
        <translation>Aucun film ni enregistrement ne porte le nom de ces sous-titres ; ils ont été laissés de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/markdown/unused.py"/>
        <source>Nothing in the course uses {names}: learners do not get it.</source>
        <translation>Rien dans le cours n’utilise {names} : les apprenants ne le reçoivent pas.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.markdown.variables</name>
    <message>
        <location filename="../../bivouac/courses/markdown/variables.py"/>
        <source>“{command}” is filled in by a program of the web site; it stands in the page as it is written. Write its value in its place.</source>
        <translation>« {command} » est rempli par un programme du site ; cela figure dans la page tel quel. Écrivez sa valeur à la place.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.mathematics</name>
    <message>
        <location filename="../../bivouac/courses/mathematics.py"/>
        <source>The formula is too long to be drawn ({n} characters). Divide it.</source>
        <translation>La formule est trop longue pour être dessinée ({n} caractères). Divisez-la.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/mathematics.py"/>
        <source>The formula defines commands of its own. Write them out.</source>
        <translation>La formule définit ses propres commandes. Écrivez-les en toutes lettres.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/mathematics.py"/>
        <source>The formula cannot be read.</source>
        <translation>La formule est illisible.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/mathematics.py"/>
        <source>The formula “{formula}” could not be drawn and is shown as it was written. {reason}</source>
        <translation>La formule « {formula} » n’a pas pu être dessinée ; elle est affichée telle quelle. {reason}</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/mathematics.py"/>
        <source>It is not complete or not LaTeX.</source>
        <translation>Elle n’est pas complète, ou n’est pas du LaTeX.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/mathematics.py"/>
        <source>The command {command} is not known.</source>
        <translation>La commande {command} est inconnue.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/mathematics.py"/>
        <source>The formula is nested too deeply to be drawn.</source>
        <translation>La formule a trop de niveaux imbriqués pour être dessinée.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/mathematics.py"/>
        <source>The letters “{letters}” cannot stand in a formula.</source>
        <translation>Les lettres « {letters} » ne peuvent pas figurer dans une formule.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/mathematics.py"/>
        <source>The formula is empty or too large for a page.</source>
        <translation>La formule est vide ou trop grande pour une page.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.media</name>
    <message>
        <location filename="../../bivouac/courses/media.py"/>
        <source>The cover “{name}” is not a PNG, JPEG, WebP, GIF, BMP or TIFF picture. Choose another one.</source>
        <translation>La couverture « {name} » n’est pas une image PNG, JPEG, WebP, GIF, BMP ou TIFF. Choisissez-en une autre.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/media.py"/>
        <source>“{name}” is not a film that Bivouac can read. Open it in a player to see whether it is whole.</source>
        <translation>« {name} » n’est pas un film que Bivouac sache lire. Ouvrez-le dans un lecteur pour voir s’il est entier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/media.py"/>
        <source>“{name}” is not a recording that Bivouac can read. Open it in a player to see whether it is whole.</source>
        <translation>« {name} » n’est pas un enregistrement que Bivouac sait lire. Ouvrez-le dans un lecteur pour voir s’il est entier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/media.py"/>
        <source>This picture is too large: {width} × {height} pixels.</source>
        <translation>Cette image est trop grande : {width} × {height} pixels.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.model</name>
    <message>
        <location filename="../../bivouac/courses/model.py"/>
        <source>This course was made with a newer Bivouac. Update Bivouac on this computer to open it.</source>
        <translation>Ce cours a été créé avec une version plus récente de Bivouac. Mettez Bivouac à jour sur cet ordinateur pour l’ouvrir.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/model.py"/>
        <source>The description of this course is damaged: {reason}.</source>
        <translation>La description de ce cours est abîmée : {reason}.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.olx.about</name>
    <message>
        <location filename="../../bivouac/courses/olx/about.py"/>
        <source>The course does not say its language, so English is taken. Set it in Studio under “Schedule &amp; Details”.</source>
        <translation>Le cours n’indique pas sa langue : l’anglais est retenu. Indiquez-la dans Studio, sous « Schedule &amp; Details ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/about.py"/>
        <source>The picture of the course, “{name}”, is not in the export.</source>
        <translation>L’image du cours, « {name} », n’est pas dans l’export.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/about.py"/>
        <source>Learners do not see the page “{name}” on the platform, so it was left out.</source>
        <translation>Les apprenants ne voient pas la page « {name} » sur la plateforme ; elle a donc été laissée de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/about.py"/>
        <source>No tab of the course shows this page, so it was left out.</source>
        <translation>Aucun onglet du cours n’affiche cette page ; elle a donc été laissée de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/about.py"/>
        <source>News about the course does not come along; it belongs to the run on the platform.</source>
        <translation>Les nouvelles du cours ne sont pas emportées ; elles sont liées à la session sur la plateforme.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/about.py"/>
        <source>{n} drafts are in the export that were never published; they were left out. Publish them in Studio to take them along.</source>
        <translation>L’export contient des brouillons jamais publiés ({n}) ; ils ont été laissés de côté. Publiez-les dans Studio pour les emporter.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/about.py"/>
        <source>The PDF “{title}” of the textbooks is not in the export, or is too large; it was left out. Upload it in Studio.</source>
        <translation>Le PDF « {title} » des manuels n’est pas dans l’export, ou il est trop gros ; il a été laissé de côté. Téléversez-le dans Studio.</translation>
    </message>
    <message>
        <source>The PDF textbook “{title}” does not come along. Put what learners need of it into pages.</source>
        <translation type="vanished">Le manuel PDF « {title} » n’est pas emporté. Mettez dans des pages ce dont les apprenants ont besoin.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.olx.activities</name>
    <message>
        <location filename="../../bivouac/courses/olx/activities.py"/>
        <source>A poll needs everybody's votes, so it is asked as an open question; no results are shown.</source>
        <translation>Un vote a besoin des voix de tous ; il devient donc une question ouverte, sans résultats affichés.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/activities.py"/>
        <source>A survey needs everybody's votes, so it is asked as an open question; no results are shown.</source>
        <translation>Un sondage a besoin des réponses de tous ; il devient donc une question ouverte, sans résultats affichés.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/activities.py"/>
        <source>A word cloud needs everybody's words, so it is asked as an open question; no cloud is shown.</source>
        <translation>Un nuage de mots a besoin des mots de tous ; il est donc posé comme question ouverte, et aucun nuage n’est montré.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/activities.py"/>
        <source>It asks nothing: its question is empty. Write one in Studio and export again.</source>
        <translation>Il ne demande rien : sa question est vide. Écrivez-en une dans Studio et exportez de nouveau.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/activities.py"/>
        <source>The answer is kept and sent to the school; learners do not assess each other's here. What it is judged by is shown as the explanation.</source>
        <translation>La réponse est conservée et envoyée à l’école ; ici, les apprenants ne s’évaluent pas entre eux. Les critères d’évaluation sont montrés comme explication.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/activities.py"/>
        <source>It has fewer than two items with a place to go, so no matching can be made of it.</source>
        <translation>Il a moins de deux éléments à placer ; on ne peut donc pas en faire un exercice d’association.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/activities.py"/>
        <source>Dragging items onto a picture became matching each item with the name of its place.</source>
        <translation>Glisser des éléments sur une image est devenu associer chaque élément au nom de sa place.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/courses/olx/activities.py"/>
        <source>{n} item to drag had no place and was left out.|{n} items to drag had no place and were left out.</source>
        <translation>
            <numerusform>{n} élément à glisser n’avait pas de place et a été laissé de côté.</numerusform>
            <numerusform>{n} éléments à glisser n’avaient pas de place et ont été laissés de côté.</numerusform>
        </translation>
    </message>
    <message>
        <source>Dragging items onto a picture became matching each item with the name of its place; {n} items without a place were left out.</source>
        <translation type="vanished">Le placement d’éléments sur une image est devenu l’association de chaque élément au nom de sa place ; éléments sans place laissés de côté : {n}.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.olx.asking</name>
    <message>
        <location filename="../../bivouac/courses/olx/asking.py"/>
        <source>Its text is longer than a question may be. Put the text into a page before the question.</source>
        <translation>Son texte est plus long que ne peut l’être une question. Mettez le texte dans une page avant la question.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/asking.py"/>
        <source>The solution of this question is computed by a program, so it is not shown. Write it out in Studio.</source>
        <translation>La solution de cette question est calculée par un programme ; elle n’est donc pas affichée. Écrivez-la en toutes lettres dans Studio.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/asking.py"/>
        <source>Feedback about answers that were not ticked, or about several together, is shown with the solution.</source>
        <translation>Les commentaires sur les réponses non cochées, ou sur plusieurs réponses ensemble, sont affichés avec la solution.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/asking.py"/>
        <source>Its text or answers come from a Python program ({names}), which does not run here. Write the values out in Studio, or make several questions of it.</source>
        <translation>Son texte ou ses réponses viennent d’un programme Python ({names}), qui ne s’exécute pas ici. Écrivez les valeurs dans Studio, ou faites-en plusieurs questions.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.olx.choices</name>
    <message>
        <location filename="../../bivouac/courses/olx/choices.py"/>
        <source>None of these</source>
        <translation>Aucune de ces réponses</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/choices.py"/>
        <source>This question has no answers to choose from. Add some in Studio and export again.</source>
        <translation>Cette question n’a pas de réponses à choisir. Ajoutez-en dans Studio et exportez de nouveau.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/choices.py"/>
        <source>None of its answers is marked as the right one. Mark one in Studio and export again.</source>
        <translation>Aucune de ses réponses n’est marquée comme bonne. Marquez-en une dans Studio et exportez de nouveau.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.olx.course</name>
    <message>
        <location filename="../../bivouac/courses/olx/course.py"/>
        <source>Nothing in “{title}” can be used here: it has no pages, questions or films that Bivouac reads.</source>
        <translation>Rien dans « {title} » n’est utilisable ici : il n’a ni pages, ni questions, ni films que Bivouac sache lire.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/course.py"/>
        <source>Nothing is left in this section, so it was left out.</source>
        <translation>Il ne reste rien dans cette section ; elle a donc été laissée de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/course.py"/>
        <source>Nothing is left in this subsection, so it was left out.</source>
        <translation>Il ne reste rien dans cette sous-section ; elle a donc été laissée de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/course.py"/>
        <source>About this course</source>
        <translation>À propos de ce cours</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/course.py"/>
        <source>This page is empty, so it was left out.</source>
        <translation>Cette page est vide ; elle a donc été laissée de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/course.py"/>
        <source>Overview</source>
        <translation>Présentation</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/course.py"/>
        <source>Handouts</source>
        <translation>Documents</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/course.py"/>
        <source>Nothing in the course leads to this block, so it was left out.</source>
        <translation>Rien dans le cours ne mène à ce bloc ; il a donc été laissé de côté.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.olx.links</name>
    <message>
        <location filename="../../bivouac/courses/olx/links.py"/>
        <source>The link “{text}” leads to a block that is not in the course, so only its text is shown.</source>
        <translation>Le lien « {text} » mène à un bloc qui n’est pas dans le cours ; seul son texte est affiché.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.olx.pieces</name>
    <message>
        <location filename="../../bivouac/courses/olx/pieces.py"/>
        <source>This block is empty, so it was left out.</source>
        <translation>Ce bloc est vide ; il a donc été laissé de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/pieces.py"/>
        <source>The text of this block is not in the export. Open it in Studio, save it and export again.</source>
        <translation>Le texte de ce bloc n’est pas dans l’export. Ouvrez-le dans Studio, enregistrez-le et exportez de nouveau.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/pieces.py"/>
        <source>This problem asks nothing that can be answered, so it is shown as text.</source>
        <translation>Cet exercice ne demande rien à quoi l’on puisse répondre ; il est donc affiché comme un texte.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/pieces.py"/>
        <source>This block names no film. Choose one in Studio, or remove the block.</source>
        <translation>Ce bloc ne nomme aucun film. Choisissez-en un dans Studio ou supprimez le bloc.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/pieces.py"/>
        <source>The film is kept on the internet (“{address}”), so only its transcript came along. Add its file in Studio to take it along.</source>
        <translation>La vidéo est sur Internet (« {address} »), seule sa transcription a donc été emportée. Ajoutez son fichier dans Studio pour l’emporter.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/pieces.py"/>
        <source>The page has the transcript in one language; those in {languages} were left out. With the film itself they come along as captions.</source>
        <translation>La page a la transcription dans une seule langue ; celles en {languages} ont été laissées de côté. Avec la vidéo elle-même, elles viennent comme sous-titres.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/pieces.py"/>
        <source>The film is kept on the internet (“{address}”), so a page says where to watch it. Add its file in Studio to take it along.</source>
        <translation>La vidéo est sur Internet (« {address} »), une page dit donc où la regarder. Ajoutez son fichier dans Studio pour l’emporter.</translation>
    </message>
    <message>
        <source>The film is kept on the internet, so only its transcript came along. Add its file in Studio to take it along.</source>
        <translation type="vanished">Le film se trouve sur Internet ; seule sa transcription a été emportée. Ajoutez son fichier dans Studio pour l’emporter.</translation>
    </message>
    <message>
        <source>The film is kept on the internet, so a page says where to watch it. Add its file in Studio to take it along.</source>
        <translation type="vanished">Le film se trouve sur Internet ; une page dit où le regarder. Ajoutez son fichier dans Studio pour l’emporter.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.olx.selection</name>
    <message>
        <location filename="../../bivouac/courses/olx/selection.py"/>
        <source>Only some groups of learners saw this on the platform; here everybody does.</source>
        <translation>Sur la plateforme, seuls certains groupes d’apprenants voyaient ceci ; ici, tout le monde le voit.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/selection.py"/>
        <source>This unit is empty, so it was left out.</source>
        <translation>Cette unité est vide ; elle a donc été laissée de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/selection.py"/>
        <source>The platform shows each learner one of {n} variants; here everybody sees the first.</source>
        <translation>La plateforme montre à chaque apprenant une variante parmi {n} ; ici, tout le monde voit la première.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/selection.py"/>
        <source>This variant of an experiment was left out, with all that is in it; the first is shown.</source>
        <translation>Cette variante d’une expérience a été laissée de côté avec tout son contenu ; la première est affichée.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/selection.py"/>
        <source>Its questions come from the library “{library}”, which is not in the export. Export the library and import it by itself.</source>
        <translation>Ses questions viennent de la bibliothèque « {library} », qui n’est pas dans l’export. Exportez la bibliothèque et importez-la à part.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/selection.py"/>
        <source>The platform draws some of these {n} questions for each learner; here everybody gets all of them.</source>
        <translation>La plateforme tire au sort pour chaque apprenant certaines de ces {n} questions ; ici, tout le monde les reçoit toutes.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/selection.py"/>
        <source>What the platform shows only under a condition is shown to everybody here.</source>
        <translation>Ce que la plateforme ne montre que sous condition est montré ici à tout le monde.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/selection.py"/>
        <source>Only staff sees this on the platform, so it was left out, with the {n} blocks in it.</source>
        <translation>Sur la plateforme, seule l’équipe voit ceci ; cela a donc été laissé de côté, avec les blocs que cela contient ({n}).</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.olx.source</name>
    <message>
        <location filename="../../bivouac/courses/olx/source.py"/>
        <source>The file “{name}” is larger than any page is; nothing of it was taken over.</source>
        <translation>Le fichier « {name} » est plus grand que toute page ; rien n’en a été repris.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.olx.tree</name>
    <message>
        <location filename="../../bivouac/courses/olx/tree.py"/>
        <source>“{name}” in this export cannot be read as an Open edX course. Export the course again and try once more.</source>
        <translation>« {name} », dans cet export, n’est pas lisible comme un cours Open edX. Exportez de nouveau le cours et réessayez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/tree.py"/>
        <source>The file of this block is damaged; what could be read of it was taken over. Compare it with the original.</source>
        <translation>Le fichier de ce bloc est endommagé ; ce qui pouvait être lu a été repris. Comparez avec l’original.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/tree.py"/>
        <source>This course has more than {most} blocks, and was not opened.</source>
        <translation>Ce cours a plus de {most} blocs et n’a pas été ouvert.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/tree.py"/>
        <source>This block contains itself; what is inside it was left out.</source>
        <translation>Ce bloc se contient lui-même ; son contenu a été laissé de côté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/tree.py"/>
        <source>The export names this block and does not contain it. Check in Studio whether it is still there.</source>
        <translation>L’export nomme ce bloc mais ne le contient pas. Vérifiez dans Studio s’il existe encore.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/tree.py"/>
        <source>The file of this block is empty or damaged. Open it in Studio, save it and export again.</source>
        <translation>Le fichier de ce bloc est vide ou endommagé. Ouvrez-le dans Studio, enregistrez-le et exportez de nouveau.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.olx.typed</name>
    <message>
        <location filename="../../bivouac/courses/olx/typed.py"/>
        <source>This question names no right answer. Add one in Studio and export again.</source>
        <translation>Cette question n’indique pas de bonne réponse. Ajoutez-en une dans Studio et exportez de nouveau.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/typed.py"/>
        <source>Its right answer is a regular expression that cannot be written as a list of texts: “{pattern}”. List the accepted answers in Studio instead.</source>
        <translation>Sa bonne réponse est une expression rationnelle que l’on ne peut pas écrire comme une liste de textes : « {pattern} ». Énumérez plutôt les réponses acceptées dans Studio.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/typed.py"/>
        <source>Its answer is a formula with variables (“{answer}”), which Bivouac cannot compare. Ask for a number, or let learners choose between formulas.</source>
        <translation>Sa réponse est une formule avec des variables (« {answer} »), que Bivouac ne sait pas comparer. Demandez un nombre, ou laissez les apprenants choisir entre des formules.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/typed.py"/>
        <source>Its answer “{answer}” is not a real number that Bivouac can compute. Write it as a number in Studio.</source>
        <translation>Sa réponse « {answer} » n’est pas un nombre réel que Bivouac sache calculer. Écrivez-la comme un nombre dans Studio.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.olx.unconverted</name>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>Its answers are judged by a Python program of the author, which does not run here. Ask it as a choice, a short text or a number.</source>
        <translation>Ses réponses sont jugées par un programme Python de l’auteur, qui ne s’exécute pas ici. Posez la question comme un choix, un texte court ou un nombre.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>It is a program of its own in JavaScript, judged by the platform. Ask it as a matching, an ordering or a choice instead.</source>
        <translation>C’est un programme à part en JavaScript, jugé par la plateforme. Faites-en plutôt une association, une mise en ordre ou un choix.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>It is an old drag and drop problem, judged by a Python program. Make a newer “Drag and Drop” block of it, which comes along as a matching.</source>
        <translation>C’est un ancien exercice de glisser-déposer, jugé par un programme Python. Faites-en un bloc « Drag and Drop » récent, qui est repris comme une association.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>It asks to click on a place in a picture. Number the places and let learners choose a number.</source>
        <translation>Il demande de cliquer à un endroit d’une image. Numérotez les endroits et laissez les apprenants choisir un numéro.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>It asks to draw an electric circuit and simulates it, which only the platform can.</source>
        <translation>Il demande de dessiner un circuit électrique et le simule, ce que seule la plateforme sait faire.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>It sends a program to a grading service, which needs the network. Give it as an essay or an assignment.</source>
        <translation>Il envoie un programme à un service de notation, ce qui demande le réseau. Donnez-le comme rédaction ou comme devoir.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>It asks for a choice and a number in one. Make two questions of it.</source>
        <translation>Il demande à la fois un choix et un nombre. Faites-en deux questions.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>It asks about a marked passage of another page. Quote the passage and make it a choice.</source>
        <translation>Il porte sur un passage marqué d’une autre page. Citez le passage et faites-en un choix.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>It asks for a formula, which Bivouac cannot compare. Ask for a number, or let learners choose between formulas.</source>
        <translation>Il demande une formule, que Bivouac ne sait pas comparer. Demandez un nombre, ou laissez les apprenants choisir entre des formules.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>Bivouac does not know questions of the type “{kind}”. Ask it as a choice, a short text or a number.</source>
        <translation>Bivouac ne connaît pas les questions du type « {kind} ». Posez la question comme un choix, un texte court ou un nombre.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>The forum of this place in the course stays on the platform; what learners wrote is not in an export.</source>
        <translation>Le forum de cette partie du cours reste sur la plateforme ; ce que les apprenants ont écrit n’est pas dans un export.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>It shows a tool from another site (LTI, “{address}”), which needs the network. Put what learners need of it into a page.</source>
        <translation>Cela montre un outil d’un autre site (LTI, « {address} »), qui a besoin du réseau. Mettez dans une page ce dont les apprenants ont besoin.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>Peer instruction shows the answers of others at once, which needs the platform. Ask it as a multiple choice.</source>
        <translation>L’apprentissage par les pairs montre aussitôt les réponses des autres, ce qui demande la plateforme. Faites-en un choix multiple.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>The button with which learners mark something as done is not needed: Bivouac counts what was read and answered.</source>
        <translation>Le bouton par lequel les apprenants marquent une chose comme faite est inutile : Bivouac compte ce qui a été lu et répondu.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>It shows a page of another site, which needs the network. Put its content into a page, or add it as a file.</source>
        <translation>Il affiche une page d’un autre site, ce qui demande le réseau. Mettez son contenu dans une page, ou ajoutez-le comme fichier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>It plays from a service on the internet. Add the film itself as a file to take it along.</source>
        <translation>Il est lu depuis un service sur Internet. Ajoutez le film lui-même comme fichier pour l’emporter.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>Work that learners hand in for a person to grade has no place here yet. Ask for it in an open question.</source>
        <translation>Les travaux remis pour être notés par une personne n’ont pas encore leur place ici. Demandez-les dans une question ouverte.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>The package it plays is kept outside the export. Import the package itself.</source>
        <translation>Le module qu’il affiche se trouve hors de l’export. Importez le module lui-même.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>The wiki of the course is not in an export. Put pages that learners need into the course.</source>
        <translation>Le wiki du cours n’est pas dans un export. Mettez dans le cours les pages dont les apprenants ont besoin.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>Textbooks do not come along. Put their text into pages.</source>
        <translation>Les manuels ne sont pas emportés. Mettez leur texte dans des pages.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/unconverted.py"/>
        <source>Bivouac does not know blocks of the kind “{kind}”, so it was left out.</source>
        <translation>Bivouac ne connaît pas les blocs du type « {kind} » ; celui-ci a donc été laissé de côté.</translation>
    </message>
    <message>
        <source>It shows a tool from another site (LTI), which needs the network. Put what learners need of it into a page.</source>
        <translation type="vanished">Il affiche un outil d’un autre site (LTI), ce qui demande le réseau. Mettez dans une page ce dont les apprenants ont besoin.</translation>
    </message>
    <message>
        <source>A word cloud is made of everybody's answers at once, which needs the platform. Ask it as an open question.</source>
        <translation type="vanished">Un nuage de mots se compose des réponses de tous à la fois, ce qui demande la plateforme. Faites-en une question ouverte.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.olx.unit</name>
    <message numerus="yes">
        <location filename="../../bivouac/courses/olx/unit.py"/>
        <source>This problem allows {n} attempt, others of its quiz more; here that of the most generous counts for all. Put it into a unit of its own to keep it.|This problem allows {n} attempts, others of its quiz more; here that of the most generous counts for all. Put it into a unit of its own to keep it.</source>
        <translation>
            <numerusform>Ce problème permet {n} essai, d’autres de son quiz davantage ; ici, le plus généreux vaut pour tous. Mettez-le dans une unité à part pour le garder.</numerusform>
            <numerusform>Ce problème permet {n} essais, d’autres de son quiz davantage ; ici, le plus généreux vaut pour tous. Mettez-le dans une unité à part pour le garder.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bivouac.courses.olx.video</name>
    <message>
        <location filename="../../bivouac/courses/olx/video.py"/>
        <source>This film is not in the course. With a connection to the internet it can be watched here:</source>
        <translation>Ce film n’est pas dans le cours. Avec une connexion à Internet, on peut le regarder ici :</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/video.py"/>
        <source>This film is not in the course; it can only be watched on the school's online platform.</source>
        <translation>Ce film n’est pas dans le cours ; on ne peut le regarder que sur la plateforme en ligne de l’école.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/olx/video.py"/>
        <source>The transcript “{name}” is damaged, so it was left out.</source>
        <translation>La transcription « {name} » est endommagée ; elle a donc été laissée de côté.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.page</name>
    <message>
        <location filename="../../bivouac/courses/page.py"/>
        <source>The page is too long; what comes after the first {n} characters was left out.</source>
        <translation>La page est trop longue ; ce qui suit les {n} premiers caractères a été laissé de côté.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.unpack</name>
    <message>
        <location filename="../../bivouac/courses/unpack.py"/>
        <source>This archive wants to write outside its folder (“{name}”) and was not opened. Ask whoever made it for a clean copy.</source>
        <translation>Cette archive veut écrire hors de son dossier (« {name} ») et n’a pas été ouverte. Demandez une copie saine à la personne qui l’a créée.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/unpack.py"/>
        <source>This archive holds a name that is too long (“{name}”…), and was not opened.</source>
        <translation>Cette archive contient un nom trop long (« {name} »…) et n’a pas été ouverte.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/unpack.py"/>
        <source>This archive holds “{name}” twice, so that nobody can say which is meant. Unpack it, keep one of them and import the folder.</source>
        <translation>Cette archive contient deux fois « {name} », et rien ne dit lequel est le bon. Décompressez-la, gardez-en un et importez le dossier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/unpack.py"/>
        <source>In this archive “{name}” is both a file and a folder, so it cannot be unpacked. Ask whoever made it for a new copy.</source>
        <translation>Dans cette archive, « {name} » est à la fois un fichier et un dossier ; elle ne peut donc pas être décompressée. Demandez une nouvelle copie à la personne qui l’a créée.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/unpack.py"/>
        <source>This archive unpacks to far more than it should hold, and was not opened.</source>
        <translation>Une fois décompressée, cette archive serait bien plus grande qu’elle ne devrait ; elle n’a pas été ouverte.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/unpack.py"/>
        <source>This file is not a .zip or .tar archive, or it is cut off. Check that it was copied or downloaded whole.</source>
        <translation>Ce fichier n’est pas une archive .zip ou .tar, ou il est tronqué. Vérifiez qu’il a été copié ou téléchargé en entier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/unpack.py"/>
        <source>This archive is locked with a password. Unpack it with the password and import the folder.</source>
        <translation>Cette archive est protégée par un mot de passe. Décompressez-la avec le mot de passe et importez le dossier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/unpack.py"/>
        <source>This archive holds more than {most} files, and was not opened.</source>
        <translation>Cette archive contient plus de {most} fichiers et n’a pas été ouverte.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/unpack.py"/>
        <source>This archive is packed in a way Bivouac does not know. Unpack it with another program and import the folder.</source>
        <translation>Cette archive est compressée d’une façon que Bivouac ne connaît pas. Décompressez-la avec un autre programme et importez le dossier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/courses/unpack.py"/>
        <source>This archive is damaged or cut off. Copy or download it again, then try again.</source>
        <translation>Cette archive est endommagée ou tronquée. Copiez-la ou téléchargez-la de nouveau, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>bivouac.courses.written</name>
    <message>
        <location filename="../../bivouac/courses/written.py"/>
        <source>“{text}” is not a number. Type figures only, such as 1250 or 3.5.</source>
        <translation>« {text} » n’est pas un nombre. Tapez seulement des chiffres, par exemple 1250 ou 3,5.</translation>
    </message>
    <message>
        <source>“{text}” is not a number. Type figures only, such as 1250 or 3,5.</source>
        <translation type="vanished">« {text} » n’est pas un nombre. Tapez seulement des chiffres, par exemple 1250 ou 3,5.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.actions.activity_files</name>
    <message>
        <location filename="../../bivouac/desktop/actions/activity_files.py"/>
        <source>The file “{name}” of a lesson is missing.</source>
        <translation>Le fichier « {name} » d’une leçon manque.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.actions.courses</name>
    <message>
        <location filename="../../bivouac/desktop/actions/courses.py"/>
        <source>Added: {titles}</source>
        <translation>Ajouté : {titles}</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.actions.downloads</name>
    <message>
        <location filename="../../bivouac/desktop/actions/downloads.py"/>
        <source>The campus does not offer this course any more.</source>
        <translation>Le campus ne propose plus ce cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/actions/downloads.py"/>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <location filename="../../bivouac/sync/store/shelf.py"/>
        <source>This course is not on this computer any more. Download it again.</source>
        <translation>Ce cours n’est plus sur cet ordinateur. Téléchargez-le de nouveau.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.actions.hubs</name>
    <message>
        <location filename="../../bivouac/desktop/actions/hubs.py"/>
        <location filename="../../bivouac/sync/exchange/join.py"/>
        <location filename="../../bivouac/sync/protocol/line.py"/>
        <location filename="../../bivouac/sync/transfer/school.py"/>
        <source>The hub cannot be reached just now. Bivouac will try again later.</source>
        <translation>Le serveur du campus est injoignable pour le moment. Bivouac réessaiera plus tard.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/actions/hubs.py"/>
        <source>This computer's name at the campus is lost. Your work waits here: ask the campus staff for a code for your own account, and join the campus again with it.</source>
        <translation>Le nom de cet ordinateur au campus est perdu. Votre travail attend ici : demandez à l’équipe du campus un code pour votre propre compte, et rejoignez de nouveau le campus avec ce code.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.actions.people</name>
    <message>
        <location filename="../../bivouac/desktop/actions/people.py"/>
        <source>No campus answers at {address}. Check that this computer is on the campus's network, and the address with the number at its end (:8484). If both are right, ask the campus staff whether it is running.</source>
        <translation>Aucun campus ne répond à {address}. Vérifiez que cet ordinateur est sur le réseau du campus, et l’adresse avec le nombre à la fin (:8484). Si les deux sont justes, demandez à l’équipe du campus s’il est en marche.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/actions/people.py"/>
        <source>The campus of this invitation does not answer. Check that this computer is on the campus's network; if it is, ask the campus staff whether it is running, and for a new invitation if its address has changed.</source>
        <translation>Le campus de cette invitation ne répond pas. Vérifiez que cet ordinateur est sur le réseau du campus ; s’il y est, demandez à l’équipe du campus s’il est en marche, et une nouvelle invitation si son adresse a changé.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.actions.sticks</name>
    <message>
        <location filename="../../bivouac/desktop/actions/sticks.py"/>
        <location filename="../../bivouac/sync/cli/table.py"/>
        <location filename="../../bivouac/sync/transfer/first_page.py"/>
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>{name}: {text}</source>
        <translation>{name} : {text}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/actions/sticks.py"/>
        <location filename="../../bivouac/sync/cli/courier.py"/>
        <source>{name}: the stick carries {n} act.|{name}: the stick carries {n} acts.</source>
        <translation>
            <numerusform>{name} : la clé transporte {n} action.</numerusform>
            <numerusform>{name} : la clé transporte {n} actions.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/actions/sticks.py"/>
        <location filename="../../bivouac/sync/cli/courier.py"/>
        <source>{name}: the school has everything.</source>
        <translation>{name} : l’école a tout reçu.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/actions/sticks.py"/>
        <location filename="../../bivouac/sync/cli/courier.py"/>
        <source>{name}: the school has received {n} more act.|{name}: the school has received {n} more acts.</source>
        <translation>
            <numerusform>{name} : l’école a reçu {n} action de plus.</numerusform>
            <numerusform>{name} : l’école a reçu {n} actions de plus.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.actions.study</name>
    <message>
        <location filename="../../bivouac/desktop/actions/study.py"/>
        <location filename="../../bivouac/sync/store/shelf.py"/>
        <source>The lesson “{title}” is not on this computer. Download the course again.</source>
        <translation>La leçon « {title} » n’est pas sur cet ordinateur. Téléchargez de nouveau le cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/actions/study.py"/>
        <source>The lesson “{title}” is still on its way.</source>
        <translation>La leçon « {title} » est encore en route.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.activities.case</name>
    <message>
        <location filename="../../bivouac/desktop/activities/case.py"/>
        <source>Start again</source>
        <translation>Recommencer</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/case.py"/>
        <source>Choose what you would do. You can start again later.</source>
        <translation>Choisissez ce que vous feriez. Vous pourrez recommencer plus tard.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/case.py"/>
        <source>This story cannot go on here: a part of it is missing in this version of the course. Start it again.</source>
        <translation>Cette histoire ne peut pas continuer ici : il en manque une partie dans cette version du cours. Recommencez-la.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/case.py"/>
        <source>What do you do?</source>
        <translation>Que faites-vous ?</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/case.py"/>
        <source>A good ending</source>
        <translation>Une bonne fin</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/case.py"/>
        <source>A fair ending</source>
        <translation>Une fin acceptable</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/case.py"/>
        <source>An ending to learn from</source>
        <translation>Une fin riche en enseignements</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/case.py"/>
        <source>The end</source>
        <translation>Fin</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.activities.coming</name>
    <message>
        <location filename="../../bivouac/desktop/activities/coming.py"/>
        <source>This recording is on its way. It can be heard here as soon as enough of it has come.</source>
        <translation>Cet enregistrement est en route. Vous pourrez l’écouter ici dès que le début sera arrivé.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/coming.py"/>
        <source>This film is on its way. It can be watched here as soon as enough of it has come.</source>
        <translation>Ce film est en route. Vous pourrez le regarder ici dès que le début sera arrivé.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/coming.py"/>
        <source>This recording is not on this computer yet. Download this lesson, then come back: your place is kept.</source>
        <translation>Cet enregistrement n’est pas encore sur cet ordinateur. Téléchargez cette leçon, puis revenez : votre place est gardée.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/coming.py"/>
        <source>This film is not on this computer yet. Download this lesson, then come back: your place is kept.</source>
        <translation>Ce film n’est pas encore sur cet ordinateur. Téléchargez cette leçon, puis revenez : votre place est gardée.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.activities.document</name>
    <message>
        <location filename="../../bivouac/desktop/activities/document.py"/>
        <source>Find</source>
        <translation>Chercher</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/document.py"/>
        <source>Smaller (Ctrl+-)</source>
        <translation>Plus petit (Ctrl+-)</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/document.py"/>
        <source>Larger (Ctrl++)</source>
        <translation>Plus grand (Ctrl++)</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/document.py"/>
        <source>Find in this document</source>
        <translation>Chercher dans ce document</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/document.py"/>
        <location filename="../../bivouac/desktop/widgets/find_bar.py"/>
        <source>Previous</source>
        <translation>Précédent</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/document.py"/>
        <location filename="../../bivouac/desktop/activities/pane.py"/>
        <location filename="../../bivouac/desktop/widgets/find_bar.py"/>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/document.py"/>
        <location filename="../../bivouac/desktop/widgets/find_bar.py"/>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/document.py"/>
        <location filename="../../bivouac/desktop/activities/page.py"/>
        <source>✓ Read</source>
        <translation>✓ Lu</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/document.py"/>
        <location filename="../../bivouac/desktop/widgets/page/pdf.py"/>
        <source>Page {n} of {count}</source>
        <translation>Page {n} sur {count}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/document.py"/>
        <location filename="../../bivouac/desktop/widgets/find_bar.py"/>
        <source>{place} of {count}</source>
        <translation>{place} sur {count}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/document.py"/>
        <location filename="../../bivouac/desktop/widgets/find_bar.py"/>
        <source>Not found</source>
        <translation>Introuvable</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.activities.page</name>
    <message>
        <location filename="../../bivouac/desktop/activities/page.py"/>
        <location filename="../../bivouac/desktop/screens/lesson/screen.py"/>
        <source>Save as PDF…</source>
        <translation>Enregistrer en PDF…</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.activities.pane</name>
    <message>
        <location filename="../../bivouac/desktop/activities/pane.py"/>
        <location filename="../../bivouac/desktop/screens/course/outline.py"/>
        <location filename="../../bivouac/desktop/screens/lesson/view.py"/>
        <source>Done</source>
        <translation>Fait</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/pane.py"/>
        <source>Done, next</source>
        <translation>Fait, suivant</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.activities.quiz</name>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz.py"/>
        <source>Show a hint</source>
        <translation>Afficher un indice</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz.py"/>
        <source>Show the explanation</source>
        <translation>Afficher l’explication</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz.py"/>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz.py"/>
        <source>Try the ones that were not right</source>
        <translation>Refaire les questions pas encore justes</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz.py"/>
        <source>Question {n} of {count}</source>
        <translation>Question {n} sur {count}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz.py"/>
        <source>Previous question</source>
        <translation>Question précédente</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz.py"/>
        <source>Change my text</source>
        <translation>Modifier mon texte</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz.py"/>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <source>Begin</source>
        <translation>Commencer</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz.py"/>
        <source>Keep my text</source>
        <translation>Garder mon texte</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz.py"/>
        <source>Check my answer</source>
        <translation>Vérifier ma réponse</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz.py"/>
        <source>See my results</source>
        <translation>Voir mes résultats</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz.py"/>
        <source>Next question</source>
        <translation>Question suivante</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.activities.quiz_progress</name>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/activities/quiz_progress.py"/>
        <source>{n} question|{n} questions</source>
        <translation>
            <numerusform>{n} question</numerusform>
            <numerusform>{n} questions</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz_progress.py"/>
        <source>passed with {percent} of the points</source>
        <translation>il faut {percent} des points pour réussir</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/activities/quiz_progress.py"/>
        <source>{n} try for each question|{n} tries for each question</source>
        <translation>
            <numerusform>{n} essai par question</numerusform>
            <numerusform>{n} essais par question</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz_progress.py"/>
        <source>You have {points} of {maximum} points.</source>
        <translation>Points obtenus : {points} sur {maximum}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz_progress.py"/>
        <source>{needed} are needed to pass.</source>
        <translation>Il en faut {needed} pour réussir.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/activities/quiz_progress.py"/>
        <source>{n} question waits for an answer.|{n} questions wait for an answer.</source>
        <translation>
            <numerusform>{n} question attend une réponse.</numerusform>
            <numerusform>{n} questions attendent une réponse.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz_progress.py"/>
        <source>Not finished yet</source>
        <translation>Pas encore terminé</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz_progress.py"/>
        <source>Well done!</source>
        <translation>Bravo !</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz_progress.py"/>
        <source>You passed this quiz.</source>
        <translation>Vous avez réussi ce quiz.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz_progress.py"/>
        <source>Almost there</source>
        <translation>Vous y êtes presque</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz_progress.py"/>
        <source>Not passed yet</source>
        <translation>Pas encore réussi</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz_progress.py"/>
        <source>Have another look at the ones that were not right.</source>
        <translation>Revoyez les questions qui n’étaient pas justes.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz_progress.py"/>
        <source>Read the lesson once more and talk about it with others; what you answered is kept.</source>
        <translation>Relisez la leçon et parlez-en avec d’autres ; vos réponses sont conservées.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/quiz_progress.py"/>
        <source>Not passed this time</source>
        <translation>Pas réussi cette fois</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/activities/quiz_progress.py"/>
        <source>{points} of {maximum} point|{points} of {maximum} points</source>
        <translation>
            <numerusform>{points} point sur {maximum}</numerusform>
            <numerusform>{points} sur {maximum} points</numerusform>
        </translation>
    </message>
    <message>
        <source>passed with {percent} % of the points</source>
        <translation type="vanished">il faut {percent} % des points pour réussir</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.activities.unknown</name>
    <message>
        <location filename="../../bivouac/desktop/activities/unknown.py"/>
        <source>This part needs a newer Bivouac. Update Bivouac on this computer to open it.</source>
        <translation>Cette partie demande une version plus récente de Bivouac. Mettez Bivouac à jour sur cet ordinateur pour l’ouvrir.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.activities.video</name>
    <message>
        <location filename="../../bivouac/desktop/activities/video.py"/>
        <source>The rest of this film is on its way; it goes on by itself.</source>
        <translation>La suite de ce film est en route ; il reprendra de lui-même.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/video.py"/>
        <source>This computer has no loudspeaker or headphones: the film plays without sound.</source>
        <translation>Cet ordinateur n’a ni haut-parleur ni casque : le film est lu sans le son.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/activities/video.py"/>
        <source>The captions of this film could not be read. The film plays without them.</source>
        <translation>Les sous-titres de ce film n’ont pas pu être lus. Le film est lu sans eux.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.app</name>
    <message>
        <location filename="../../bivouac/desktop/app.py"/>
        <source>Something went wrong in Bivouac ({name}). Your work is safe; go on.</source>
        <translation>Un problème est survenu dans Bivouac ({name}). Votre travail est en sécurité ; continuez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/app.py"/>
        <source>Bivouac is already open on this computer. Look for its window.</source>
        <translation>Bivouac est déjà ouvert sur cet ordinateur. Cherchez sa fenêtre.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.documents</name>
    <message>
        <location filename="../../bivouac/desktop/documents.py"/>
        <source>This document cannot be opened. Tell whoever made the course.</source>
        <translation>Ce document ne peut pas être ouvert. Signalez-le à la personne qui a créé le cours.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.fetching</name>
    <message>
        <location filename="../../bivouac/desktop/fetching.py"/>
        <source>Join the campus again to go on with this download.</source>
        <translation>Rejoignez de nouveau le campus pour poursuivre ce téléchargement.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/fetching.py"/>
        <source>{campus} does not have “{title}” yet in the version that the school offers. It comes by itself.</source>
        <translation>{campus} n’a pas encore « {title} » dans la version que propose l’école. Il viendra de lui-même.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/fetching.py"/>
        <source>“{title}” is on this computer now.</source>
        <translation>« {title} » est maintenant sur cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/fetching.py"/>
        <source>What {campus} has of “{title}” is damaged there. Tell the campus staff: once they have mended it, it comes by itself.</source>
        <translation>Ce que {campus} a de « {title} » y est abîmé. Prévenez l’équipe du campus : dès que ce sera réparé, le cours viendra de lui-même.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.kept_elsewhere</name>
    <message>
        <location filename="../../bivouac/desktop/kept_elsewhere.py"/>
        <source>“{name}” is back, and the courses on it.</source>
        <translation>« {name} » est de nouveau là, avec ses cours.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.mending</name>
    <message>
        <location filename="../../bivouac/desktop/mending.py"/>
        <source>What is damaged of “{title}” is on no stick that is in. Put in one that has this course: it is repaired by itself.</source>
        <translation>Ce qui est abîmé dans « {title} » ne se trouve sur aucune clé branchée. Branchez-en une qui contient ce cours : il sera réparé tout seul.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/mending.py"/>
        <source>What is damaged of “{title}” is neither at {campus} nor on a stick that is in. Put in a stick that has this course, or tell the campus staff: it is repaired by itself as soon as there is one.</source>
        <translation>Ce qui est abîmé dans « {title} » n’est ni à {campus} ni sur une clé branchée. Branchez une clé qui contient ce cours, ou prévenez l’équipe du campus : il sera réparé tout seul dès que possible.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/mending.py"/>
        <source>“{title}” is whole again.</source>
        <translation>« {title} » est de nouveau entier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/mending.py"/>
        <source>Nothing of “{title}” is damaged on this computer. If something in it does not open, tell the campus staff.</source>
        <translation>Rien de « {title} » n’est abîmé sur cet ordinateur. Si quelque chose ne s’ouvre pas, prévenez l’équipe du campus.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.models.cards</name>
    <message>
        <location filename="../../bivouac/desktop/models/cards.py"/>
        <location filename="../../bivouac/desktop/screens/downloads/screen.py"/>
        <source>Stopped</source>
        <translation>Arrêté</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/models/cards.py"/>
        <location filename="../../bivouac/desktop/screens/downloads/screen.py"/>
        <source>Paused</source>
        <translation>En pause</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/models/cards.py"/>
        <source>Downloading: {percent}</source>
        <translation>Téléchargement : {percent}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/models/cards.py"/>
        <location filename="../../bivouac/desktop/screens/downloads/view.py"/>
        <source>{size} of {total} kept here</source>
        <translation>{size} sur {total} gardés ici</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/models/cards.py"/>
        <source>Update: {size}</source>
        <translation>Mise à jour : {size}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/models/cards.py"/>
        <source>Finished</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/models/cards.py"/>
        <source>{percent} done</source>
        <translation>Fait à {percent}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/models/cards.py"/>
        <location filename="../../bivouac/desktop/screens/course/outline.py"/>
        <source>Begun</source>
        <translation>Commencé</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/models/cards.py"/>
        <location filename="../../bivouac/desktop/screens/course/outline.py"/>
        <source>Not begun</source>
        <translation>Pas commencé</translation>
    </message>
    <message>
        <source>{size} of {total} are kept here</source>
        <translation type="vanished">{size} sur {total} gardés ici</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.models.note_cards</name>
    <message>
        <location filename="../../bivouac/desktop/models/note_cards.py"/>
        <source>Somebody in the class</source>
        <translation>Quelqu’un de la classe</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/models/note_cards.py"/>
        <location filename="../../bivouac/desktop/screens/classroom/screen.py"/>
        <source>{name} (you)</source>
        <translation>{name} (vous)</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/models/note_cards.py"/>
        <location filename="../../bivouac/desktop/screens/classroom/screen.py"/>
        <source>A class</source>
        <translation>Une classe</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.multimedia</name>
    <message>
        <location filename="../../bivouac/desktop/multimedia.py"/>
        <source>This film is stored as {codec}, a form that Bivouac cannot show. Tell the campus staff, so that they prepare the course again.</source>
        <translation>Ce film est enregistré en {codec}, un format que Bivouac ne peut pas afficher. Prévenez l’équipe du campus, pour qu’elle prépare de nouveau le cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/multimedia.py"/>
        <source>This film cannot be played: its file is damaged, or of a kind that Bivouac does not know. Repair the course; if that does not help, tell the campus staff.</source>
        <translation>Ce film ne peut pas être lu : son fichier est abîmé, ou d’un type que Bivouac ne connaît pas. Réparez le cours ; si cela ne suffit pas, prévenez l’équipe du campus.</translation>
    </message>
    <message>
        <source>This film cannot be played: its file is damaged, or of a kind that Bivouac does not know. Remove the course from this computer and download it again (your progress and notes stay), or tell the campus staff.</source>
        <translation type="vanished">Ce film ne peut pas être lu : son fichier est endommagé, ou d’un type que Bivouac ne connaît pas. Retirez le cours de cet ordinateur et téléchargez-le de nouveau (votre progression et vos notes restent), ou prévenez l’équipe du campus.</translation>
    </message>
    <message>
        <source>This film cannot be played: its file is damaged, or of a kind that Bivouac does not know. Download the lesson again, or tell the campus staff.</source>
        <translation type="vanished">Ce film ne peut pas être lu : son fichier est endommagé, ou d’un type que Bivouac ne connaît pas. Téléchargez de nouveau la leçon, ou prévenez l’équipe du campus.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.qt_texts</name>
    <message>
        <location filename="../../bivouac/desktop/qt_texts.py"/>
        <source>&amp;Look in:</source>
        <translation>&amp;Voir dans :</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/qt_texts.py"/>
        <source>Files of &amp;type:</source>
        <translation>Fichiers de &amp;type :</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/qt_texts.py"/>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.classroom.screen</name>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/screen.py"/>
        <location filename="../../bivouac/desktop/screens/classroom/view.py"/>
        <location filename="../../bivouac/desktop/widgets/navigation.py"/>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Class</source>
        <translation>Classe</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/screen.py"/>
        <source>Show older topics</source>
        <translation>Voir les sujets plus anciens</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/screen.py"/>
        <source>Nobody has written yet. Begin with “New topic…”.</source>
        <translation>Personne n’a encore écrit. Commencez par « Nouveau sujet… ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/screen.py"/>
        <source>Nobody has written yet.</source>
        <translation>Personne n’a encore écrit.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/screen.py"/>
        <source>Answer…</source>
        <translation>Répondre…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/screen.py"/>
        <source>Answer “{title}”</source>
        <translation>Répondre à « {title} »</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/screen.py"/>
        <source>The campus</source>
        <translation>Le campus</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/screen.py"/>
        <source>In a course that is not on this computer</source>
        <translation>Dans un cours qui n’est pas sur cet ordinateur</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/screen.py"/>
        <source>Send or cancel what you are writing first.</source>
        <translation>Envoyez ou annulez d’abord ce que vous écrivez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/screen.py"/>
        <source>New topic</source>
        <translation>Nouveau sujet</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/screen.py"/>
        <source>Announce to the class</source>
        <translation>Annoncer à la classe</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/screen.py"/>
        <location filename="../../bivouac/desktop/widgets/questions/short_answer.py"/>
        <source>Your answer</source>
        <translation>Votre réponse</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/screen.py"/>
        <source>{time}, waits to be sent</source>
        <translation>{time}, en attente d’envoi</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/screen.py"/>
        <source>You are not in this class any more. What was written stays here to read.</source>
        <translation>Vous n’êtes plus dans cette classe. Ce qui a été écrit reste ici, à lire.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/screen.py"/>
        <source>You are not in this class any more. What you wrote before you knew waits to be sent and goes to your teacher. All of it stays here to read.</source>
        <translation>Vous n’êtes plus dans cette classe. Ce que vous avez écrit avant de le savoir attend d’être envoyé et ira à votre enseignant. Tout reste lisible ici.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/screen.py"/>
        <source>You are not in this class any more. What you wrote was given to your teacher. All of it stays here to read.</source>
        <translation>Vous n’êtes plus dans cette classe. Ce que vous avez écrit a été remis à votre enseignant. Tout reste lisible ici.</translation>
    </message>
    <message>
        <source>{time}, was not sent</source>
        <translation type="vanished">{time}, n’a pas été envoyé</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.classroom.view</name>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/view.py"/>
        <source>To {name}</source>
        <translation>À {name}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/view.py"/>
        <source>What is it about?</source>
        <translation>De quoi s’agit-il ?</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/view.py"/>
        <source>Write here. It is kept at once, and goes to the others when there is a network.</source>
        <translation>Écrivez ici. C’est gardé aussitôt, et transmis aux autres dès qu’il y a du réseau.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/view.py"/>
        <source>Send</source>
        <translation>Envoyer</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/view.py"/>
        <location filename="../../bivouac/desktop/screens/downloads/view.py"/>
        <location filename="../../bivouac/desktop/screens/lesson/notes.py"/>
        <location filename="../../bivouac/desktop/screens/people/view.py"/>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <location filename="../../bivouac/desktop/widgets/stick_bar.py"/>
        <location filename="../../bivouac/desktop/widgets/toast.py"/>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/view.py"/>
        <location filename="../../bivouac/desktop/widgets/note_cards.py"/>
        <source>Take back</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/view.py"/>
        <location filename="../../bivouac/desktop/widgets/note_cards.py"/>
        <source>Take back what {name} wrote</source>
        <translation>Retirer cette note, écrite par {name}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/view.py"/>
        <source>Which class</source>
        <translation>Quelle classe</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/view.py"/>
        <source>New topic…</source>
        <translation>Nouveau sujet…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/view.py"/>
        <source>Announce…</source>
        <translation>Annoncer…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/view.py"/>
        <source>Discussions</source>
        <translation>Discussions</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/view.py"/>
        <source>Shared notes</source>
        <translation>Notes de la classe</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/view.py"/>
        <source>Nobody shares a note yet. Beside a lesson, or in Notes, choose “Share with the class” under one of yours.</source>
        <translation>Personne ne montre encore de note. À côté d’une leçon, ou dans Notes, choisissez « Montrer à la classe » sous l’une des vôtres.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/view.py"/>
        <location filename="../../bivouac/desktop/screens/lesson/notes.py"/>
        <source>Notes of your class</source>
        <translation>Notes de votre classe</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/view.py"/>
        <location filename="../../bivouac/desktop/screens/notes/view.py"/>
        <source>Show older notes</source>
        <translation>Voir les notes plus anciennes</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/view.py"/>
        <source>You are in no class yet</source>
        <translation>Vous n’êtes encore dans aucune classe</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/classroom/view.py"/>
        <source>When your campus puts you in a class, its announcements and discussions are here, with or without a network.</source>
        <translation>Quand votre campus vous place dans une classe, ses annonces et ses discussions sont ici, avec ou sans réseau.</translation>
    </message>
    <message>
        <source>Write here. It is kept at once, and goes to the others when there is a line.</source>
        <translation type="vanished">Écrivez ici. C’est gardé aussitôt, et transmis aux autres dès qu’il y a du réseau.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.course.outline</name>
    <message>
        <location filename="../../bivouac/desktop/screens/course/outline.py"/>
        <source>On its way: {percent}</source>
        <translation>En route : {percent}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/outline.py"/>
        <location filename="../../bivouac/desktop/screens/downloads/screen.py"/>
        <source>Waits its turn</source>
        <translation>Attend son tour</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/outline.py"/>
        <source>Not on this computer</source>
        <translation>Pas sur cet ordinateur</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/outline.py"/>
        <source>{done} of {total} done</source>
        <translation>Fait : {done} sur {total}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/screens/course/outline.py"/>
        <source>{n} min of film|{n} min of film</source>
        <translation>
            <numerusform>{n} min de film</numerusform>
            <numerusform>{n} min de film</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.course.screen</name>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <source>This lesson is still on its way. It opens when it is here.</source>
        <translation>Cette leçon est encore en route. Elle s’ouvrira dès qu’elle sera là.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <source>{n} of {total} activity done|{n} of {total} activities done</source>
        <translation>
            <numerusform>{n} activité faite sur {total}</numerusform>
            <numerusform>{n} activités faites sur {total}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <source>Remove from this computer</source>
        <translation>Retirer de cet ordinateur</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <source>The school has withdrawn this version ({date}): {reason} You can still open it, and what you did is kept. Ask your campus for a newer version.</source>
        <translation>L’école a retiré cette version ({date}) : {reason} Vous pouvez encore l’ouvrir, et ce que vous avez fait est conservé. Demandez une version plus récente à votre campus.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <source>{n} of {total} lesson is here|{n} of {total} lessons are here</source>
        <translation>
            <numerusform>{n} leçon sur {total} est là</numerusform>
            <numerusform>{n} leçons sur {total} sont là</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <source>Remove what has come</source>
        <translation>Retirer ce qui est arrivé</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <source>Cancel download</source>
        <translation>Annuler le téléchargement</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <location filename="../../bivouac/desktop/screens/downloads/screen.py"/>
        <location filename="../../bivouac/desktop/widgets/player_controls.py"/>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <location filename="../../bivouac/desktop/screens/downloads/screen.py"/>
        <location filename="../../bivouac/desktop/screens/downloads/view.py"/>
        <location filename="../../bivouac/desktop/widgets/mend_bar.py"/>
        <source>Go on</source>
        <translation>Reprendre</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <source>{n} lesson|{n} lessons</source>
        <translation>
            <numerusform>{n} leçon</numerusform>
            <numerusform>{n} leçons</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <source>Update ({size})</source>
        <translation>Mettre à jour ({size})</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <source>Sharper films ({size})</source>
        <translation>Films plus nets ({size})</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <source>Smaller films ({size})</source>
        <translation>Films plus petits ({size})</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <source>{size} of {total} are kept here: downloading goes on from there. They go by themselves when room is needed for something else.</source>
        <translation>{size} sur {total} sont gardés ici : le téléchargement reprendra de là. Ils s’effacent d’eux-mêmes quand il faut de la place pour autre chose.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <location filename="../../bivouac/desktop/screens/downloads/screen.py"/>
        <source>{percent} of {size}</source>
        <translation>{percent} de {size}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Remove this course?</source>
        <translation>Retirer ce cours ?</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>“{title}” frees {size} on this computer. Your progress and notes stay, and you can download it again.</source>
        <translation>« {title} » libérera {size} sur cet ordinateur. Votre progression et vos notes restent, et vous pourrez le télécharger de nouveau.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <location filename="../../bivouac/desktop/screens/downloads/screen.py"/>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Removed. {size} are free again.</source>
        <translation>Retiré. {size} sont de nouveau libres.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <source>Remove what has come?</source>
        <translation>Retirer ce qui est arrivé ?</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <source>{n} lesson is here, and goes. Your progress and notes stay.|{n} lessons are here, and go. Your progress and notes stay.</source>
        <translation>
            <numerusform>{n} leçon est là, et sera retirée. Votre progression et vos notes restent.</numerusform>
            <numerusform>{n} leçons sont là, et seront retirées. Votre progression et vos notes restent.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <source>Look at it again</source>
        <translation>Revoir depuis le début</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <source>Download the rest ({size})</source>
        <translation>Télécharger le reste ({size})</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/screen.py"/>
        <source>Download ({size})</source>
        <translation>Télécharger ({size})</translation>
    </message>
    <message>
        <source>The download was cancelled. {size} of {total} are kept here: downloading goes on from there. They go by themselves when room is needed for something else.</source>
        <translation type="vanished">Le téléchargement a été annulé. {size} sur {total} sont gardés ici : il reprendra de là. Ils s’effacent d’eux-mêmes quand il faut de la place pour autre chose.</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="vanished">{done} sur {total}</translation>
    </message>
    <message>
        <source>The download was cancelled. {size} of it are kept: downloading goes on from there. They go by themselves when room is needed for something else.</source>
        <translation type="vanished">Le téléchargement a été annulé. {size} sont gardés : il reprendra de là. Ils s’effacent d’eux-mêmes quand il faut de la place pour autre chose.</translation>
    </message>
    <message numerus="yes">
        <source>{n} lesson is here already. “Yes” removes it. “No” keeps it to learn with, and the download waits until you go on with it.|{n} lessons are here already. “Yes” removes them. “No” keeps them to learn with, and the download waits until you go on with it.</source>
        <translation type="vanished">
            <numerusform>{n} leçon est déjà là. « Oui » la retire. « Non » la garde pour l’étudier, et le téléchargement attend que vous le repreniez.</numerusform>
            <numerusform>{n} leçons sont déjà là. « Oui » les retire. « Non » les garde pour les étudier, et le téléchargement attend que vous le repreniez.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{done} of {n} activity done|{done} of {n} activities done</source>
        <translation type="vanished">
            <numerusform>{done} activité faite sur {n}</numerusform>
            <numerusform>{done} activités faites sur {n}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.course.view</name>
    <message>
        <location filename="../../bivouac/desktop/screens/course/view.py"/>
        <source>Back to Home</source>
        <translation>Retour à l’accueil</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/course/view.py"/>
        <location filename="../../bivouac/desktop/screens/search/screen.py"/>
        <location filename="../../bivouac/sync/cli/hub_answers.py"/>
        <location filename="../../bivouac/sync/cli/hub_progress.py"/>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <location filename="../../bivouac/sync/transfer/first_page.py"/>
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>Course</source>
        <translation>Cours</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.downloads.screen</name>
    <message>
        <location filename="../../bivouac/desktop/screens/downloads/screen.py"/>
        <source>Cancelled. {size} of it are kept: downloading goes on from there.</source>
        <translation>Annulé. {size} sont gardés : le téléchargement reprendra de là.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/downloads/screen.py"/>
        <source>{size} a second</source>
        <translation>{size} par seconde</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/downloads/screen.py"/>
        <source>{time} left</source>
        <translation>encore {time}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/downloads/screen.py"/>
        <source>from {place}</source>
        <translation>depuis {place}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/downloads/screen.py"/>
        <source>{size} free on this computer</source>
        <translation>{size} libres sur cet ordinateur</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/downloads/screen.py"/>
        <source>Internet this week: {used} of {budget}</source>
        <translation>Internet cette semaine : {used} sur {budget}</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.downloads.view</name>
    <message>
        <location filename="../../bivouac/desktop/screens/downloads/view.py"/>
        <source>First</source>
        <translation>En premier</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/downloads/view.py"/>
        <source>Bring this course before the others</source>
        <translation>Télécharger ce cours avant les autres</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/downloads/view.py"/>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Free ({size})</source>
        <translation>Libérer ({size})</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/downloads/view.py"/>
        <source>What takes space…</source>
        <translation>Ce qui prend de la place…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/downloads/view.py"/>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Kept of courses that did not come whole</source>
        <translation>Morceaux de cours qui ne sont pas arrivés en entier</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/downloads/view.py"/>
        <source>Nothing is being downloaded</source>
        <translation>Aucun téléchargement en cours</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/downloads/view.py"/>
        <source>Choose a course under “Available to download” on Home. A download goes on by itself after a cut or a restart.</source>
        <translation>Choisissez un cours dans « À télécharger », à l’accueil. Un téléchargement reprend de lui-même après une coupure ou un redémarrage.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/downloads/view.py"/>
        <location filename="../../bivouac/desktop/widgets/navigation.py"/>
        <source>Downloads</source>
        <translation>Téléchargements</translation>
    </message>
    <message>
        <source>Kept of downloads that were cancelled</source>
        <translation type="vanished">Gardé de téléchargements annulés</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.home.screen</name>
    <message>
        <location filename="../../bivouac/desktop/screens/home/screen.py"/>
        <source>Hello {name}</source>
        <translation>Bonjour {name}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/home/screen.py"/>
        <location filename="../../bivouac/desktop/screens/home/view.py"/>
        <location filename="../../bivouac/desktop/widgets/navigation.py"/>
        <source>Home</source>
        <translation>Accueil</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/home/screen.py"/>
        <source>Also on this computer</source>
        <translation>Aussi sur cet ordinateur</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/home/screen.py"/>
        <location filename="../../bivouac/desktop/screens/home/view.py"/>
        <source>On this computer</source>
        <translation>Sur cet ordinateur</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/home/screen.py"/>
        <source>No courses yet</source>
        <translation>Pas encore de cours</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/home/screen.py"/>
        <source>The campus has not put any courses on offer, or has not been reached yet. They appear here by themselves.</source>
        <translation>Le campus ne propose encore aucun cours, ou n’a pas encore été joint. Les cours apparaîtront ici d’eux-mêmes.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/home/screen.py"/>
        <source>Join a campus, or add a course from a file or a stick.</source>
        <translation>Rejoignez un campus, ou ajoutez un cours depuis un fichier ou une clé USB.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/home/screen.py"/>
        <source>Add courses</source>
        <translation>Ajouter des cours</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/home/screen.py"/>
        <source>Courses (*.bivouac *.json);;All files (*)</source>
        <translation>Cours (*.bivouac *.json);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/home/screen.py"/>
        <source>Checking and copying “{name}”…</source>
        <translation>Vérification et copie de « {name} »…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/home/screen.py"/>
        <source>Is it to take the place of the one on this computer? Progress and notes stay.</source>
        <translation>Doit-elle remplacer celle de cet ordinateur ? La progression et les notes restent.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/home/screen.py"/>
        <source>Another version</source>
        <translation>Une autre version</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.home.view</name>
    <message>
        <location filename="../../bivouac/desktop/screens/home/view.py"/>
        <source>Add from a file or stick…</source>
        <translation>Ajouter depuis un fichier ou une clé USB…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/home/view.py"/>
        <source>Continue where you stopped</source>
        <translation>Reprendre où vous en étiez</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/home/view.py"/>
        <source>Available to download</source>
        <translation>À télécharger</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.lesson.notes</name>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/notes.py"/>
        <location filename="../../bivouac/desktop/screens/search/screen.py"/>
        <source>Your note</source>
        <translation>Votre note</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/notes.py"/>
        <source>Write a note…</source>
        <translation>Écrivez une note…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/notes.py"/>
        <source>Keep note</source>
        <translation>Garder la note</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/notes.py"/>
        <source>No notes in this lesson yet. Press N while a film plays to note that moment.</source>
        <translation>Pas encore de notes dans cette leçon. Appuyez sur N pendant un film pour noter ce moment.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/notes.py"/>
        <location filename="../../bivouac/desktop/screens/notes/view.py"/>
        <source>Your notes</source>
        <translation>Vos notes</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/notes.py"/>
        <source>From your class</source>
        <translation>De votre classe</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/notes.py"/>
        <source>Nobody in your class shares a note in this lesson yet.</source>
        <translation>Personne dans votre classe ne montre encore de note dans cette leçon.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/notes.py"/>
        <location filename="../../bivouac/desktop/screens/notes/view.py"/>
        <location filename="../../bivouac/desktop/widgets/navigation.py"/>
        <source>Notes</source>
        <translation>Notes</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.lesson.noting</name>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/noting.py"/>
        <source>Keep the note that you are writing first.</source>
        <translation>Gardez d’abord la note que vous êtes en train d’écrire.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/noting.py"/>
        <source>Elsewhere</source>
        <translation>Ailleurs</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.lesson.screen</name>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/screen.py"/>
        <source>You have done all of “{title}”.</source>
        <translation>Vous avez tout fait dans « {title} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/screen.py"/>
        <source>Opened in the web browser; that needs the internet.</source>
        <translation>Ouvert dans le navigateur web ; cela demande Internet.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/screen.py"/>
        <location filename="../../bivouac/desktop/screens/preload/screen.py"/>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/screen.py"/>
        <source>“{name}” is saved.</source>
        <translation>« {name} » est enregistré.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.lesson.view</name>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/view.py"/>
        <source>Show or hide the list of activities</source>
        <translation>Afficher ou masquer la liste des activités</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/view.py"/>
        <source>Previous activity (Alt+Left)</source>
        <translation>Activité précédente (Alt+Gauche)</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/view.py"/>
        <source>Next activity (Alt+Right)</source>
        <translation>Activité suivante (Alt+Droite)</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/view.py"/>
        <source>Notes (Ctrl+N)</source>
        <translation>Notes (Ctrl+N)</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/view.py"/>
        <source>Activities of this lesson</source>
        <translation>Activités de cette leçon</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/view.py"/>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/lesson/view.py"/>
        <source>Not done</source>
        <translation>Pas fait</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.notes.screen</name>
    <message>
        <location filename="../../bivouac/desktop/screens/notes/screen.py"/>
        <location filename="../../bivouac/desktop/screens/search/screen.py"/>
        <source>Nothing was found for “{text}”</source>
        <translation>Rien n’a été trouvé pour « {text} »</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/notes/screen.py"/>
        <source>Try fewer or other words.</source>
        <translation>Essayez avec moins de mots ou d’autres mots.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/notes/screen.py"/>
        <source>Save your notes</source>
        <translation>Enregistrer vos notes</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/notes/screen.py"/>
        <source>Text (*.md *.txt)</source>
        <translation>Texte (*.md *.txt)</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/notes/screen.py"/>
        <source>My notes</source>
        <translation>Mes notes</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/screens/notes/screen.py"/>
        <source>{n} note saved|{n} notes saved</source>
        <translation>
            <numerusform>{n} note enregistrée</numerusform>
            <numerusform>{n} notes enregistrées</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.notes.view</name>
    <message>
        <location filename="../../bivouac/desktop/screens/notes/view.py"/>
        <source>Words in your notes</source>
        <translation>Mots dans vos notes</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/notes/view.py"/>
        <source>Save as a file…</source>
        <translation>Enregistrer dans un fichier…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/notes/view.py"/>
        <source>No notes yet</source>
        <translation>Pas encore de notes</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/notes/view.py"/>
        <source>While you study, press N in a film, or mark words in a page, to write a note. They are all kept here.</source>
        <translation>Pendant que vous étudiez, appuyez sur N dans un film, ou sélectionnez des mots dans une page, pour écrire une note. Elles sont toutes gardées ici.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.people.screen</name>
    <message>
        <location filename="../../bivouac/desktop/screens/people/screen.py"/>
        <source>Choose a password of your own</source>
        <translation>Choisissez un mot de passe à vous</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/screen.py"/>
        <source>Change the password…</source>
        <translation>Changer le mot de passe…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/screen.py"/>
        <source>Set a password…</source>
        <translation>Choisir un mot de passe…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/screen.py"/>
        <source>This is not the password. Who forgot it asks the campus staff for a new one: no work is lost.</source>
        <translation>Ce n’est pas le mot de passe. Si vous l’avez oublié, demandez-en un nouveau à l’équipe du campus : aucun travail n’est perdu.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/screen.py"/>
        <source>Change the password</source>
        <translation>Changer le mot de passe</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/screen.py"/>
        <source>Set a password</source>
        <translation>Choisir un mot de passe</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/screen.py"/>
        <source>The password is set. Remember it well: you sign in with it and your name.</source>
        <translation>Le mot de passe est enregistré. Retenez-le bien : vous vous connectez avec lui et votre nom.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/screen.py"/>
        <source>On your other laptop choose “Join a campus” and type this code and the address {address}. It works once, until {until}.</source>
        <translation>Sur votre autre ordinateur, choisissez « Rejoindre un campus » et tapez ce code et l’adresse {address}. Il sert une seule fois, jusqu’au {until}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/screen.py"/>
        <source>The campus cannot be reached just now. Try again once it can.</source>
        <translation>Le campus est injoignable pour le moment. Réessayez quand il répondra de nouveau.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.people.view</name>
    <message>
        <location filename="../../bivouac/desktop/screens/people/view.py"/>
        <source>Only on this computer</source>
        <translation>Seulement sur cet ordinateur</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/view.py"/>
        <source>That’s me</source>
        <translation>C’est moi</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/view.py"/>
        <source>{name}: that’s me</source>
        <translation>{name} : c’est moi</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/view.py"/>
        <source>At the computer now</source>
        <translation>À l’ordinateur en ce moment</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/view.py"/>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/view.py"/>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/view.py"/>
        <source>Open the profile of {name}</source>
        <translation>Ouvrir le profil : {name}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/view.py"/>
        <source>With a password you sign in on any laptop of your campus, and nobody else opens your profile on a laptop that you share.</source>
        <translation>Avec un mot de passe, vous vous connectez sur tout ordinateur de votre campus, et personne d’autre n’ouvre votre profil sur un ordinateur partagé.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/view.py"/>
        <source>Old password</source>
        <translation>Ancien mot de passe</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/view.py"/>
        <source>New password</source>
        <translation>Nouveau mot de passe</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/view.py"/>
        <source>At least 8 letters, digits or signs. A short sentence is easy to remember.</source>
        <translation>Au moins 8 lettres, chiffres ou signes. Une courte phrase se retient facilement.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/view.py"/>
        <source>Keep this password</source>
        <translation>Garder ce mot de passe</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/view.py"/>
        <source>Password that the campus staff gave you</source>
        <translation>Mot de passe donné par l’équipe du campus</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/view.py"/>
        <source>Add a person…</source>
        <translation>Ajouter une personne…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/view.py"/>
        <source>Use another laptop too…</source>
        <translation>Utiliser aussi un autre ordinateur…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/people/view.py"/>
        <source>Who is learning?</source>
        <translation>Qui apprend ?</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.preload.beside</name>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/beside.py"/>
        <source>A name for these sticks, which their first page shows</source>
        <translation>Un nom pour ces clés, que montre leur première page</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/beside.py"/>
        <source>Learners who have Bivouac and have joined need nothing else.</source>
        <translation>Les apprenants qui ont Bivouac et sont inscrits n’ont besoin de rien d’autre.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/beside.py"/>
        <source>Add an installer…</source>
        <translation>Ajouter un programme d’installation…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/beside.py"/>
        <source>Add invitations…</source>
        <translation>Ajouter des invitations…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/beside.py"/>
        <source>Add a folder of invitations…</source>
        <translation>Ajouter un dossier d’invitations…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/beside.py"/>
        <source>Installer: {name}</source>
        <translation>Programme d’installation : {name}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/beside.py"/>
        <source>Invitations in {name}</source>
        <translation>Invitations dans {name}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/beside.py"/>
        <source>Invitation: {name}</source>
        <translation>Invitation : {name}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/beside.py"/>
        <source>Choose installers of the app</source>
        <translation>Choisir des programmes d’installation de l’application</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/beside.py"/>
        <source>Invitations (*.bivouac-invite)</source>
        <translation>Invitations (*.bivouac-invite)</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/beside.py"/>
        <source>Choose invitations</source>
        <translation>Choisir des invitations</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/beside.py"/>
        <source>Choose a folder of invitations</source>
        <translation>Choisir un dossier d’invitations</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.preload.screen</name>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/screen.py"/>
        <source>Files of this preset are not where it says: {names}. Put them there and open it again, or choose others.</source>
        <translation>Des fichiers de ce modèle ne sont pas là où il le dit : {names}. Mettez-les à leur place et ouvrez-le de nouveau, ou choisissez-en d’autres.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/screen.py"/>
        <source>Not on this computer: {names}</source>
        <translation>Pas sur cet ordinateur : {names}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/screen.py"/>
        <source>{name}: {free} free of {size}</source>
        <translation>{name} : {free} libres sur {size}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/screen.py"/>
        <location filename="../../bivouac/desktop/screens/settings/screen.py"/>
        <source>Choose the stick</source>
        <translation>Choisir la clé</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/screen.py"/>
        <source>Open a preset</source>
        <translation>Ouvrir un modèle</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/screen.py"/>
        <source>Presets (*.toml)</source>
        <translation>Modèles (*.toml)</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/screen.py"/>
        <source>Keep as a preset</source>
        <translation>Garder comme modèle</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/screens/preload/screen.py"/>
        <source>{n} file was copied into “{folder}”, beside the preset. Hand both on together.|{n} files were copied into “{folder}”, beside the preset. Hand both on together.</source>
        <translation>
            <numerusform>{n} fichier a été copié dans « {folder} », à côté du modèle. Transmettez les deux ensemble.</numerusform>
            <numerusform>{n} fichiers ont été copiés dans « {folder} », à côté du modèle. Transmettez les deux ensemble.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/screen.py"/>
        <source>Total: {size} on each stick</source>
        <translation>Total : {size} sur chaque clé</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/screen.py"/>
        <source>Reading back: {percent}</source>
        <translation>Relecture : {percent}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/screen.py"/>
        <source>Copying: {percent}</source>
        <translation>Copie : {percent}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/screen.py"/>
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>Not complete: it was cancelled. What was copied stays.</source>
        <translation>Incomplète : annulé. Ce qui a été copié reste.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/screen.py"/>
        <source>Save as PDF</source>
        <translation>Enregistrer en PDF</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.preload.view</name>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <location filename="../../bivouac/desktop/screens/settings/view.py"/>
        <location filename="../../bivouac/desktop/widgets/navigation.py"/>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <source>There are no courses on this computer yet. Add some on Home first.</source>
        <translation>Il n’y a pas encore de cours sur cet ordinateur. Ajoutez-en d’abord depuis l’accueil.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Films</source>
        <translation>Films</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <source>Open a preset…</source>
        <translation>Ouvrir un modèle…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <source>Keep as a preset…</source>
        <translation>Garder comme modèle…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <source>No stick is in. Put one in, or choose a folder.</source>
        <translation>Aucune clé n’est branchée. Branchez-en une, ou choisissez un dossier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <source>Look again</source>
        <translation>Regarder à nouveau</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <source>Choose a folder…</source>
        <translation>Choisir un dossier…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <source>Fill</source>
        <translation>Remplir</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <source>Save the report as PDF…</source>
        <translation>Enregistrer le rapport en PDF…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <source>Fill sticks</source>
        <translation>Remplir des clés</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <location filename="../../bivouac/sync/cli/hub_check.py"/>
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>Courses</source>
        <translation>Cours</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <source>Beside the courses</source>
        <translation>À côté des cours</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>Sticks</source>
        <translation>Clés</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <source>Small films (240p)</source>
        <translation>Petits films (240p)</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <source>Large films (480p)</source>
        <translation>Grands films (480p)</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <source>Films in every size</source>
        <translation>Films dans toutes les tailles</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/preload/view.py"/>
        <source>Films ({size})</source>
        <translation>Films ({size})</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.search.screen</name>
    <message>
        <location filename="../../bivouac/desktop/screens/search/screen.py"/>
        <source>Search in everything that is on this computer</source>
        <translation>Chercher dans tout ce qui est sur cet ordinateur</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/search/screen.py"/>
        <source>Pages, what is said in films, quizzes, and your notes. Accents don’t matter.</source>
        <translation>Les pages, ce qui est dit dans les films, les quiz et vos notes. Les accents ne comptent pas.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/search/screen.py"/>
        <source>Try fewer or other words. Only courses on this computer are searched.</source>
        <translation>Essayez avec moins de mots ou d’autres mots. La recherche porte seulement sur les cours de cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/search/screen.py"/>
        <source>The {n} best results</source>
        <translation>Les {n} meilleurs résultats</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/screens/search/screen.py"/>
        <source>{n} result|{n} results</source>
        <translation>
            <numerusform>{n} résultat</numerusform>
            <numerusform>{n} résultats</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.search.view</name>
    <message>
        <location filename="../../bivouac/desktop/screens/search/view.py"/>
        <source>Words to find in courses, films and notes</source>
        <translation>Mots à chercher dans les cours, les films et les notes</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/search/view.py"/>
        <location filename="../../bivouac/desktop/widgets/navigation.py"/>
        <source>Search</source>
        <translation>Recherche</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/search/view.py"/>
        <source>What was found</source>
        <translation>Ce qui a été trouvé</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.settings.screen</name>
    <message>
        <location filename="../../bivouac/desktop/screens/settings/screen.py"/>
        <source>Bivouac {version}. Everything is kept in {folder}.</source>
        <translation>Bivouac {version}. Tout est conservé dans {folder}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/settings/screen.py"/>
        <source>You can take the stick out now.</source>
        <translation>Vous pouvez retirer la clé.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.settings.view</name>
    <message>
        <location filename="../../bivouac/desktop/screens/settings/view.py"/>
        <source>Carry progress…</source>
        <translation>Transporter la progression…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/settings/view.py"/>
        <source>Fill sticks…</source>
        <translation>Remplir des clés…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/settings/view.py"/>
        <source>Carry progress in a folder…</source>
        <translation>Transporter la progression dans un dossier…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/settings/view.py"/>
        <source>Carry progress on “{name}”</source>
        <translation>Transporter la progression sur « {name} »</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/settings/view.py"/>
        <source>Progress on a stick</source>
        <translation>La progression sur une clé</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/settings/view.py"/>
        <source>Where there is no network, put a stick in and choose it here: what the school has not received goes on it, sealed, for everybody who learns on this computer. When it comes back, choose it again to see what arrived.</source>
        <translation>Là où il n’y a pas de réseau, branchez une clé et choisissez-la ici : ce que l’école n’a pas reçu y est mis, scellé, pour toutes les personnes qui apprennent sur cet ordinateur. À son retour, choisissez-la de nouveau pour voir ce qui est arrivé.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/settings/view.py"/>
        <source>Courses on sticks</source>
        <translation>Des cours sur des clés</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/settings/view.py"/>
        <source>Put the courses of this computer on sticks, several at once, for the laptops of a campus.</source>
        <translation>Mettez les cours de cet ordinateur sur des clés, plusieurs à la fois, pour les ordinateurs d’un campus.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.space.screen</name>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Finished: these can go first</source>
        <translation>Cours terminés : à retirer en premier</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Everybody here who began these courses is through with them.</source>
        <translation>Toutes les personnes qui les ont commencés ici les ont terminés.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Nobody here has begun these</source>
        <translation>Cours que personne n’a commencés ici</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Others on this computer are learning with these</source>
        <translation>Cours que d’autres personnes étudient sur cet ordinateur</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>You are learning with these</source>
        <translation>Cours que vous étudiez</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Measuring…</source>
        <translation>Mesure en cours…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>{free} of {size} are free.</source>
        <translation>{free} libres sur {size}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Bivouac takes {size}, other things {others}.</source>
        <translation>Bivouac occupe {size}, le reste {others}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Downloading them goes on from there. When room is short, this goes first, by itself.</source>
        <translation>Leur téléchargement reprendra de là. Quand la place manque, ceci part en premier, tout seul.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Everything else</source>
        <translation>Tout le reste</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Progress and notes always stay on this computer.</source>
        <translation>La progression et les notes restent toujours sur cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Where the courses are kept</source>
        <translation>Où sont gardés les cours</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Keep only the sharp films ({size})</source>
        <translation>Ne garder que les films nets ({size})</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Remove ({size})</source>
        <translation>Retirer ({size})</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Old versions of courses, and what came of downloads that were given up.</source>
        <translation>D’anciennes versions de cours, et ce qui est arrivé de téléchargements abandonnés.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Left over</source>
        <translation>Restes</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Clear away ({size})</source>
        <translation>Nettoyer ({size})</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>It goes with the last course that needs it.</source>
        <translation>Part avec le dernier cours qui en a besoin.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Used by several courses</source>
        <translation>Commun à plusieurs cours</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>What is not needed can be cleared away after a day.</source>
        <translation>Ce qui ne sert plus pourra être nettoyé après un jour.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Just copied or just replaced</source>
        <translation>Tout juste copié ou remplacé</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Always stays, whatever is removed.</source>
        <translation>Reste toujours, quoi que l’on retire.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Progress, notes and settings of everybody here</source>
        <translation>Progression, notes et réglages de tous, ici</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>This computer</source>
        <translation>Cet ordinateur</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>The courses are here.</source>
        <translation>Les cours sont ici.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>This drive is lost</source>
        <translation>Ce disque est perdu</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Moving them to “{name}” was interrupted</source>
        <translation>Leur déplacement vers « {name} » a été interrompu</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>They are still where they were.</source>
        <translation>Ils sont toujours où ils étaient.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Leave them there</source>
        <translation>Les y laisser</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>{size} free</source>
        <translation>{size} libres</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Move the courses here</source>
        <translation>Déplacer les cours ici</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>The courses are on “{name}” now.</source>
        <translation>Les cours sont maintenant sur « {name} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Moving the courses to “{name}”. They can be used meanwhile…</source>
        <translation>Déplacement des cours vers « {name} ». Ils restent utilisables pendant ce temps…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Do without this drive?</source>
        <translation>Se passer de ce disque ?</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>The courses on “{name}” leave the list, and what comes from now on is kept on this computer. Download them again, or take them from a stick. Progress and notes stay. If the drive is only somewhere else, plug it in: then nothing has to come again.</source>
        <translation>Les cours du disque « {name} » quittent la liste, et ce qui arrivera désormais sera gardé sur cet ordinateur. Téléchargez-les de nouveau, ou prenez-les sur une clé. La progression et les notes restent. Si le disque est seulement ailleurs, branchez-le plutôt : rien ne sera à reprendre.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>Courses are kept on this computer again.</source>
        <translation>Les cours sont de nouveau gardés sur cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>{size} of it stay: the hub on this computer has them, too</source>
        <translation>{size} restent : le serveur qui est sur cet ordinateur les a aussi</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>of a cancelled update {size}</source>
        <translation>d’une mise à jour annulée {size}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>on its way {size}</source>
        <translation>en route {size}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>films {size}</source>
        <translation>films {size}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/screen.py"/>
        <source>pages {size}</source>
        <translation>pages {size}</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.space.view</name>
    <message>
        <location filename="../../bivouac/desktop/screens/space/view.py"/>
        <source>Back to Downloads</source>
        <translation>Retour aux téléchargements</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/space/view.py"/>
        <source>Space on this computer</source>
        <translation>Place sur cet ordinateur</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.welcome.screen</name>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/screen.py"/>
        <source>Type your name and your password.</source>
        <translation>Tapez votre nom et votre mot de passe.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/screen.py"/>
        <source>Signing in…</source>
        <translation>Connexion…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/screen.py"/>
        <location filename="../../bivouac/desktop/widgets/sync_corner.py"/>
        <source>Looking for the campus…</source>
        <translation>Recherche du campus…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/screen.py"/>
        <source>Type the joining code and the address that staff gave you.</source>
        <translation>Tapez le code d’inscription et l’adresse que l’équipe vous a donnés.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/screen.py"/>
        <source>Look at the number at the end of the address, too (such as :8484): each campus has its own.</source>
        <translation>Regardez aussi le nombre à la fin de l’adresse (par exemple :8484) : chaque campus a le sien.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/screen.py"/>
        <source>Open an invite file</source>
        <translation>Ouvrir un fichier d’invitation</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/screen.py"/>
        <source>Invites (*.bivouac-invite);;All files (*)</source>
        <translation>Invitations (*.bivouac-invite);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/screen.py"/>
        <source>This code is for “{name}”. Is that you?</source>
        <translation>Ce code est pour « {name} ». Est-ce vous ?</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/screen.py"/>
        <source>With the invitation “{name}”. Is it yours?</source>
        <translation>Avec l’invitation « {name} ». Est-ce la vôtre ?</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/screen.py"/>
        <source>Type your name first.</source>
        <translation>Tapez d’abord votre nom.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/screen.py"/>
        <source>Joining…</source>
        <translation>Inscription…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/screen.py"/>
        <source>Guest</source>
        <translation>Visiteur</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/screen.py"/>
        <source>Preparing the demo course…</source>
        <translation>Préparation du cours de démonstration…</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.screens.welcome.view</name>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <source>Sign in</source>
        <translation>Se connecter</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <source>With the name and the password that you have at your campus.</source>
        <translation>Avec le nom et le mot de passe que vous avez à votre campus.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Campus</source>
        <translation>Campus</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <source>Your name, as your teachers know you</source>
        <translation>Votre nom, tel que vos enseignants le connaissent</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <source>Join a campus</source>
        <translation>Rejoindre un campus</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <source>Ask staff for a joining code, or for an invite file on a stick.</source>
        <translation>Demandez à l’équipe un code d’inscription, ou un fichier d’invitation sur une clé USB.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <source>Joining code</source>
        <translation>Code d’inscription</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <source>Address of the campus</source>
        <translation>Adresse du campus</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <source>Join</source>
        <translation>Rejoindre</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <source>I have an invite file…</source>
        <translation>J’ai un fichier d’invitation…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <source>Try the demo course</source>
        <translation>Essayer le cours de démonstration</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <source>A short course on managing projects, with films, quizzes and a case study. No network is needed.</source>
        <translation>Un petit cours de gestion de projet, avec des films, des quiz et une étude de cas. Aucun réseau n’est nécessaire.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <source>Your first name</source>
        <translation>Votre prénom</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <source>I have an account here already…</source>
        <translation>J’ai déjà un compte ici…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <source>Welcome to Bivouac</source>
        <translation>Bienvenue dans Bivouac</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/screens/welcome/view.py"/>
        <source>The campus that travels: learn anywhere, with or without a network.</source>
        <translation>Le campus qui voyage : apprenez partout, avec ou sans réseau.</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation type="vanished">Bienvenue</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.sticks</name>
    <message>
        <location filename="../../bivouac/desktop/sticks.py"/>
        <source>The stick is not there any more. Nothing is lost: what was copied stays, and the rest is copied when you put it in again.</source>
        <translation>La clé n’est plus là. Rien n’est perdu : ce qui a été copié reste, et le reste sera copié quand vous la remettrez.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.film_cards</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/film_cards.py"/>
        <source>The recording is over</source>
        <translation>L’enregistrement est terminé</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/film_cards.py"/>
        <source>The film is over</source>
        <translation>Le film est terminé</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/film_cards.py"/>
        <source>Listen again</source>
        <translation>Réécouter</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/film_cards.py"/>
        <source>Watch again</source>
        <translation>Revoir</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/film_cards.py"/>
        <source>Start from the beginning</source>
        <translation>Recommencer au début</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/film_cards.py"/>
        <source>Continues at {time}</source>
        <translation>Reprend à {time}</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.film_text</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/film_text.py"/>
        <source>About this film</source>
        <translation>À propos de ce film</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.film_time</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/film_time.py"/>
        <source>{position} of {duration}</source>
        <translation>{position} sur {duration}</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.find_bar</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/find_bar.py"/>
        <source>Find on this page</source>
        <translation>Chercher dans cette page</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.invited_list</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/invited_list.py"/>
        <source>Who are you?</source>
        <translation>Qui êtes-vous ?</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/invited_list.py"/>
        <source>That's me</source>
        <translation>C’est moi</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/invited_list.py"/>
        <source>Choose your name</source>
        <translation>Choisissez votre nom</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/widgets/invited_list.py"/>
        <source>There is {n} invitation on the stick.|There are {n} invitations on the stick.</source>
        <translation>
            <numerusform>Il y a {n} invitation sur la clé.</numerusform>
            <numerusform>Il y a {n} invitations sur la clé.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.mend_bar</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/mend_bar.py"/>
        <source>Something of this course is damaged on this computer. Only that is fetched again: your progress and notes stay, and you can go on with all the rest meanwhile.</source>
        <translation>Une partie de ce cours est abîmée sur cet ordinateur. Seule cette partie est téléchargée de nouveau : votre progression et vos notes restent, et vous pouvez continuer tout le reste en attendant.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/mend_bar.py"/>
        <source>Repair this course</source>
        <translation>Réparer ce cours</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/mend_bar.py"/>
        <source>The repair stands still: {percent} of {size} are sound.</source>
        <translation>La réparation est arrêtée : {percent} de {size} sont en bon état.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/mend_bar.py"/>
        <source>{percent} of {size} are sound. The rest comes by itself.</source>
        <translation>{percent} de {size} sont en bon état. Le reste viendra tout seul.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/mend_bar.py"/>
        <source>The course is being repaired: {percent} of {size} are sound.</source>
        <translation>Le cours est en cours de réparation : {percent} de {size} sont en bon état.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.navigation</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/navigation.py"/>
        <source>Nobody yet</source>
        <translation>Personne encore</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/navigation.py"/>
        <source>Change who is learning</source>
        <translation>Changer de personne</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/navigation.py"/>
        <source>{name}. Change who is learning</source>
        <translation>{name}. Changer de personne</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.nearby_list</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/nearby_list.py"/>
        <source>Found nearby: choose yours</source>
        <translation>À proximité : choisissez le vôtre</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.note_cards</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/note_cards.py"/>
        <source>Change this note</source>
        <translation>Modifier cette note</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/note_cards.py"/>
        <source>Remove this note</source>
        <translation>Supprimer cette note</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/note_cards.py"/>
        <source>A teacher took this back from {name}.</source>
        <translation>Un enseignant a retiré cette note, écrite par {name}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/note_cards.py"/>
        <source>{name} still sees this. You are not in that class any more and cannot take it back; a teacher can.</source>
        <translation>{name} voit toujours ceci. Vous n’êtes plus dans cette classe et ne pouvez plus le retirer ; un enseignant le peut.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/note_cards.py"/>
        <source>Shared with {name}, waits to be sent</source>
        <translation>Montrée à {name}, en attente d’envoi</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/note_cards.py"/>
        <source>Shared with {name}</source>
        <translation>Montrée à {name}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/note_cards.py"/>
        <source>Stop sharing</source>
        <translation>Ne plus montrer</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/note_cards.py"/>
        <source>Share with the class</source>
        <translation>Montrer à la classe</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/note_cards.py"/>
        <source>Share</source>
        <translation>Montrer</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/note_cards.py"/>
        <source>Share with a class</source>
        <translation>Montrer à une classe</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.page.builder</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/page/builder.py"/>
        <source>This picture is missing: {alt}</source>
        <translation>Cette image manque : {alt}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/page/builder.py"/>
        <source>This picture is missing.</source>
        <translation>Cette image manque.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.password_field</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/password_field.py"/>
        <source>Caps Lock is on.</source>
        <translation>La touche Verr. Maj est activée.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/password_field.py"/>
        <source>Show the password</source>
        <translation>Montrer le mot de passe</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/password_field.py"/>
        <source>Hide the password</source>
        <translation>Cacher le mot de passe</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.player_controls</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/player_controls.py"/>
        <source>Play</source>
        <translation>Lecture</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/player_controls.py"/>
        <source>Back 10 seconds</source>
        <translation>Reculer de 10 secondes</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/player_controls.py"/>
        <source>Forward 10 seconds</source>
        <translation>Avancer de 10 secondes</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/player_controls.py"/>
        <source>Mute</source>
        <translation>Couper le son</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/player_controls.py"/>
        <source>Volume</source>
        <translation>Volume</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/player_controls.py"/>
        <source>Captions</source>
        <translation>Sous-titres</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/player_controls.py"/>
        <source>Speed</source>
        <translation>Vitesse</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/player_controls.py"/>
        <source>Write a note at this moment</source>
        <translation>Écrire une note à ce moment</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/player_controls.py"/>
        <source>Set a bookmark here</source>
        <translation>Placer un signet ici</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/player_controls.py"/>
        <location filename="../../bivouac/desktop/widgets/transcript.py"/>
        <source>Transcript</source>
        <translation>Transcription</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/player_controls.py"/>
        <source>Full screen</source>
        <translation>Plein écran</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/player_controls.py"/>
        <source>Sound on</source>
        <translation>Remettre le son</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/player_controls.py"/>
        <source>Off</source>
        <translation>Aucun</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/player_controls.py"/>
        <source>Take the bookmark away</source>
        <translation>Retirer le signet</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/player_controls.py"/>
        <source>Leave full screen</source>
        <translation>Quitter le plein écran</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.questions.choice</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/choice.py"/>
        <source>Choose at least one answer first.</source>
        <translation>Choisissez d’abord au moins une réponse.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/choice.py"/>
        <location filename="../../bivouac/desktop/widgets/questions/true_false.py"/>
        <source>Choose an answer first.</source>
        <translation>Choisissez d’abord une réponse.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/choice.py"/>
        <location filename="../../bivouac/desktop/widgets/questions/typed.py"/>
        <location filename="../../bivouac/desktop/widgets/questions/view.py"/>
        <source>Partly right</source>
        <translation>En partie juste</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/choice.py"/>
        <location filename="../../bivouac/desktop/widgets/questions/true_false.py"/>
        <location filename="../../bivouac/desktop/widgets/questions/typed.py"/>
        <source>Right</source>
        <translation>Juste</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/choice.py"/>
        <location filename="../../bivouac/desktop/widgets/questions/true_false.py"/>
        <location filename="../../bivouac/desktop/widgets/questions/typed.py"/>
        <source>Not right</source>
        <translation>Pas juste</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/choice.py"/>
        <location filename="../../bivouac/desktop/widgets/questions/true_false.py"/>
        <source>This one is right</source>
        <translation>Celle-ci est juste</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.questions.essay</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/essay.py"/>
        <source>Your text</source>
        <translation>Votre texte</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/essay.py"/>
        <source>Write here…</source>
        <translation>Écrivez ici…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/essay.py"/>
        <source>Write something first.</source>
        <translation>Écrivez d’abord quelque chose.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/essay.py"/>
        <location filename="../../bivouac/sync/journal/acts.py"/>
        <source>This text is longer than {limit} characters. Please shorten it.</source>
        <translation>Ce texte dépasse {limit} caractères. Raccourcissez-le.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/widgets/questions/essay.py"/>
        <source>{n} word|{n} words</source>
        <translation>
            <numerusform>{n} mot</numerusform>
            <numerusform>{n} mots</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.questions.matching</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/matching.py"/>
        <source>Choose…</source>
        <translation>Choisissez…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/matching.py"/>
        <source>What belongs to “{left}”</source>
        <translation>Ce qui va avec « {left} »</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/matching.py"/>
        <source>Choose something on every line first.</source>
        <translation>Choisissez d’abord quelque chose à chaque ligne.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/matching.py"/>
        <source>✓ Right</source>
        <translation>✓ Juste</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/matching.py"/>
        <source>✗ Not right. It is: {right}</source>
        <translation>✗ Pas juste. C’est : {right}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/matching.py"/>
        <source>✗ Not right</source>
        <translation>✗ Pas juste</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.questions.numerical</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/numerical.py"/>
        <source>A number</source>
        <translation>Un nombre</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/numerical.py"/>
        <source>between {low} and {high}</source>
        <translation>entre {low} et {high}</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.questions.ordering</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/ordering.py"/>
        <source>Move up: {item}</source>
        <translation>Monter : {item}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/ordering.py"/>
        <source>Move down: {item}</source>
        <translation>Descendre : {item}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/ordering.py"/>
        <source>Move up</source>
        <translation>Monter</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/ordering.py"/>
        <source>Move down</source>
        <translation>Descendre</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/ordering.py"/>
        <source>{place} of {count}: {item}</source>
        <translation>{place} sur {count} : {item}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/ordering.py"/>
        <source>Alt and the arrow keys move it.</source>
        <translation>Alt et les flèches du clavier le déplacent.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/ordering.py"/>
        <source>Right place</source>
        <translation>À sa place</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/ordering.py"/>
        <source>Not its place</source>
        <translation>Pas à sa place</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.questions.true_false</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/true_false.py"/>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>True</source>
        <translation>Vrai</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/true_false.py"/>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>False</source>
        <translation>Faux</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.questions.typed</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/typed.py"/>
        <source>Write an answer first.</source>
        <translation>Écrivez d’abord une réponse.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.questions.view</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/view.py"/>
        <source>Hint {n} of {count}</source>
        <translation>Indice {n} sur {count}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/view.py"/>
        <source>The right answer</source>
        <translation>La bonne réponse</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/view.py"/>
        <source>Explanation</source>
        <translation>Explication</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/view.py"/>
        <source>Your text is kept. A teacher can read it.</source>
        <translation>Votre texte est conservé. Un enseignant peut le lire.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/view.py"/>
        <source>Right!</source>
        <translation>Juste !</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/view.py"/>
        <source>Not right yet</source>
        <translation>Pas encore juste</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/view.py"/>
        <source>Choose all that fit.</source>
        <translation>Choisissez tout ce qui convient.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/view.py"/>
        <source>Choose one.</source>
        <translation>Choisissez une réponse.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/questions/view.py"/>
        <source>True or false?</source>
        <translation>Vrai ou faux ?</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.quiz_results</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/quiz_results.py"/>
        <source>{number}. {title}</source>
        <translation>{number}. {title}</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.reader</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/reader.py"/>
        <source>Page</source>
        <translation>Page</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/reader.py"/>
        <source>Write a note</source>
        <translation>Écrire une note</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.scene_parts</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/scene_parts.py"/>
        <source>You chose</source>
        <translation>Vous avez choisi</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.seek_bar</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/seek_bar.py"/>
        <source>Place in the film</source>
        <translation>Position dans le film</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/seek_bar.py"/>
        <source>Bookmark</source>
        <translation>Signet</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.steps</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/steps.py"/>
        <source>not answered yet</source>
        <translation>pas encore de réponse</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/steps.py"/>
        <source>right</source>
        <translation>juste</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/steps.py"/>
        <source>partly right</source>
        <translation>en partie juste</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/steps.py"/>
        <source>not right yet</source>
        <translation>pas encore juste</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/steps.py"/>
        <source>your text is kept</source>
        <translation>votre texte est conservé</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/steps.py"/>
        <source>Question {n} of {count}: {standing}</source>
        <translation>Question {n} sur {count} : {standing}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/steps.py"/>
        <source>Questions of this quiz</source>
        <translation>Questions de ce quiz</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.stick_bar</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/stick_bar.py"/>
        <source>Not now</source>
        <translation>Pas maintenant</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/widgets/stick_bar.py"/>
        <source>{names} and {n} more|{names} and {n} more</source>
        <translation>
            <numerusform>{names} et {n} autre</numerusform>
            <numerusform>{names} et {n} autres</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/widgets/stick_bar.py"/>
        <source>Take it|Take them</source>
        <translation>
            <numerusform>Le prendre</numerusform>
            <numerusform>Les prendre</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/widgets/stick_bar.py"/>
        <source>A stick with {n} course|A stick with {n} courses</source>
        <translation>
            <numerusform>Une clé avec {n} cours</numerusform>
            <numerusform>Une clé avec {n} cours</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/stick_bar.py"/>
        <source>What you take comes in the place of what is here.</source>
        <translation>Ce que vous prenez remplacera ce qui est ici.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/stick_bar.py"/>
        <source>New here ({size}): {names}</source>
        <translation>Nouveau ici ({size}) : {names}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/stick_bar.py"/>
        <source>Copying from the stick</source>
        <translation>Copie depuis la clé</translation>
    </message>
    <message>
        <source>Take them</source>
        <translation type="vanished">Les prendre</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.sync_corner</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/sync_corner.py"/>
        <source>{campus}. Click to try now.</source>
        <translation>{campus}. Cliquez pour réessayer maintenant.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/widgets/sync_corner.py"/>
        <source>{n} act waits here, safe.|{n} acts wait here, safe.</source>
        <translation>
            <numerusform>{n} action attend ici, en sécurité.</numerusform>
            <numerusform>{n} actions attendent ici, en sécurité.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/sync_corner.py"/>
        <source>Received up to {time}.</source>
        <translation>Dernier envoi reçu : {time}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/sync_corner.py"/>
        <source>The campus refuses</source>
        <translation>Le campus refuse</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/sync_corner.py"/>
        <source>Offline for {time}</source>
        <translation>Hors ligne depuis {time}</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/sync_corner.py"/>
        <source>Campus not reached yet</source>
        <translation>Campus pas encore joint</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/sync_corner.py"/>
        <source>The school has all you did.</source>
        <translation>L’école a tout ce que vous avez fait.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/sync_corner.py"/>
        <source>Nothing to send yet.</source>
        <translation>Rien à envoyer pour l’instant.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/sync_corner.py"/>
        <source>Sending to the school…</source>
        <translation>Envoi à l’école…</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/sync_corner.py"/>
        <source>Will be sent shortly</source>
        <translation>Bientôt envoyé</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/sync_corner.py"/>
        <source>The school has all you did</source>
        <translation>L’école a tout reçu</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.toast</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/toast.py"/>
        <source>Close this message</source>
        <translation>Fermer ce message</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/toast.py"/>
        <source>Cancelled. Nothing was added.</source>
        <translation>Annulé. Rien n’a été ajouté.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.widgets.transcript</name>
    <message>
        <location filename="../../bivouac/desktop/widgets/transcript.py"/>
        <source>Find in the transcript</source>
        <translation>Chercher dans la transcription</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/widgets/transcript.py"/>
        <source>{n} place|{n} places</source>
        <translation>
            <numerusform>{n} endroit</numerusform>
            <numerusform>{n} endroits</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/widgets/transcript.py"/>
        <source>Nothing found. Try another word.</source>
        <translation>Rien trouvé. Essayez un autre mot.</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.window</name>
    <message>
        <location filename="../../bivouac/desktop/window.py"/>
        <source>Everything is kept in {folder}.</source>
        <translation>Tout est conservé dans {folder}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/window.py"/>
        <source>Bivouac cannot open what it keeps here</source>
        <translation>Bivouac ne peut pas ouvrir ce qu’il conserve ici</translation>
    </message>
</context>
<context>
    <name>bivouac.desktop.wording</name>
    <message>
        <location filename="../../bivouac/desktop/wording.py"/>
        <source>“{text}”</source>
        <translation>« {text} »</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/wording.py"/>
        <location filename="../../bivouac/language.py"/>
        <source>{n} kB</source>
        <translation>{n} ko</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/wording.py"/>
        <location filename="../../bivouac/language.py"/>
        <source>{n} GB</source>
        <translation>{n} Go</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/wording.py"/>
        <source>{n} MB</source>
        <translation>{n} Mo</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/wording.py"/>
        <source>less than a minute</source>
        <translation>moins d’une minute</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/wording.py"/>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>{n}%</source>
        <translation>{n} %</translation>
    </message>
    <message>
        <location filename="../../bivouac/desktop/wording.py"/>
        <source>a moment</source>
        <translation>un instant</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/wording.py"/>
        <source>{n} minute|{n} minutes</source>
        <translation>
            <numerusform>{n} minute</numerusform>
            <numerusform>{n} minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/wording.py"/>
        <source>{n} hour|{n} hours</source>
        <translation>
            <numerusform>{n} heure</numerusform>
            <numerusform>{n} heures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/desktop/wording.py"/>
        <source>{n} day|{n} days</source>
        <translation>
            <numerusform>{n} jour</numerusform>
            <numerusform>{n} jours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bivouac.errors</name>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>This drive takes no file as large as one of these films (FAT32: at most 4 GB). Take smaller films, or another drive.</source>
        <translation>Ce disque ne prend pas de fichier aussi grand que l’un de ces films (FAT32 : 4 Go au plus). Prenez des films plus petits, ou un autre disque.</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>The courses are kept on the drive “{name}”, which is not plugged in. Plug it in to go on: nothing is lost.</source>
        <translation>Les cours sont gardés sur le disque « {name} », qui n’est pas branché. Branchez-le pour continuer : rien n’est perdu.</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>The file “{name}” is damaged, perhaps by a power cut. Nothing was deleted; ask staff for help.</source>
        <translation>Le fichier « {name} » est abîmé, peut-être par une coupure de courant. Rien n’a été effacé ; demandez de l’aide à l’équipe du campus.</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>not found</source>
        <translation>introuvable</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>protected against writing</source>
        <translation>protégé en écriture</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>no permission</source>
        <translation>accès refusé</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>no room left</source>
        <translation>plus de place</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>not a folder</source>
        <translation>ce n’est pas un dossier</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>a folder, not a file</source>
        <translation>c’est un dossier, pas un fichier</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>the drive does not answer</source>
        <translation>le disque ne répond pas</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>the name is too long</source>
        <translation>le nom est trop long</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>open in another program</source>
        <translation>ouvert dans un autre programme</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>another program listens there already</source>
        <translation>un autre programme y écoute déjà</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>this machine has no such address</source>
        <translation>cette machine n’a pas cette adresse</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>“{path}” cannot be written: its drive is protected against that. Take the protection away, or choose another place.</source>
        <translation>Impossible d’écrire « {path} » : son disque est protégé en écriture. Enlevez la protection, ou choisissez un autre endroit.</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>“{path}” may not be used from this account of the computer. Let the account read and write it, or choose another place.</source>
        <translation>Ce compte de l’ordinateur n’a pas le droit d’utiliser « {path} ». Donnez-lui le droit de lire et d’écrire, ou choisissez un autre endroit.</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>“{path}” leads through a file, where a folder is needed. Check the name and try again.</source>
        <translation>« {path} » passe par un fichier là où il faut un dossier. Vérifiez le nom et réessayez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>“{path}” is a folder, where a file is needed. Check the name and try again.</source>
        <translation>« {path} » est un dossier, alors qu’il faut un fichier. Vérifiez le nom et réessayez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>“{path}” cannot be read or written: its drive does not answer. Plug it in again, then try again.</source>
        <translation>Impossible de lire ou d’écrire « {path} » : son disque ne répond pas. Rebranchez-le, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>“{path}” is a longer name than this system takes. Choose a place with a shorter one, and try again.</source>
        <translation>« {path} » est un nom plus long que ce système ne l’accepte. Choisissez un emplacement au nom plus court, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>“{path}” is open in another program. Close that program, then try again.</source>
        <translation>« {path} » est ouvert dans un autre programme. Fermez ce programme, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <location filename="../../bivouac/machine.py"/>
        <location filename="../../bivouac/sync/store/database.py"/>
        <source>The disk is full. Make room, then try again; nothing that was saved is lost.</source>
        <translation>Le disque est plein. Faites de la place, puis réessayez ; rien de ce qui était enregistré n’est perdu.</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>The system refused something of this computer: {reason}.</source>
        <translation>Le système a refusé quelque chose sur cet ordinateur : {reason}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/errors.py"/>
        <source>“{path}” cannot be used: {reason}.</source>
        <translation>« {path} » est inutilisable : {reason}.</translation>
    </message>
</context>
<context>
    <name>bivouac.language</name>
    <message>
        <location filename="../../bivouac/language.py"/>
        <location filename="../../bivouac/sync/transfer/first_page.py"/>
        <source>{size} MB</source>
        <translation>{size} Mo</translation>
    </message>
</context>
<context>
    <name>bivouac.machine</name>
    <message>
        <location filename="../../bivouac/machine.py"/>
        <source>There is not enough room: {needed} MB are needed and {free} MB are free. Remove a course you have finished, then try again.</source>
        <translation>Il n’y a pas assez de place : il faut {needed} Mo et {free} Mo sont libres. Retirez un cours terminé, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/machine.py"/>
        <source>The name “{name}” cannot be used for a file. Rename it and try again.</source>
        <translation>Le nom « {name} » ne peut pas être celui d’un fichier. Changez-le et réessayez.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.catalogue.entries</name>
    <message>
        <location filename="../../bivouac/sync/catalogue/entries.py"/>
        <source>The school's catalogue has something in it that this Bivouac does not understand. Update Bivouac.</source>
        <translation>Le catalogue de l’école contient quelque chose que ce Bivouac ne comprend pas. Mettez Bivouac à jour.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.catalogue.files</name>
    <message>
        <location filename="../../bivouac/sync/catalogue/files.py"/>
        <source>There is no whole catalogue in “{path}”. Make one with: bivouac catalogue init</source>
        <translation>Il n’y a pas de catalogue entier dans « {path} ». Créez-en un avec : bivouac catalogue init</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/files.py"/>
        <source>The catalogue in “{path}” is damaged. Bring it back from a copy.</source>
        <translation>Le catalogue dans « {path} » est endommagé. Remettez-le à partir d’une copie.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.catalogue.keys</name>
    <message>
        <location filename="../../bivouac/sync/catalogue/keys.py"/>
        <source>The passphrase of the catalogue's keys needs at least {n} letters.</source>
        <translation>La phrase secrète des clés du catalogue doit avoir au moins {n} caractères.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/keys.py"/>
        <source>The passphrase does not open the key “{name}”. Try again.</source>
        <translation>La phrase secrète n’ouvre pas la clé « {name} ». Réessayez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/keys.py"/>
        <source>The key “{name}” is damaged. Bring it back from a copy.</source>
        <translation>La clé « {name} » est endommagée. Remettez-la à partir d’une copie.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.catalogue.repository</name>
    <message>
        <location filename="../../bivouac/sync/catalogue/repository.py"/>
        <source>The catalogue that the keys in “{keys}” signed is not in “{path}”. Bring it back from a stick, a copy of the hub or the old hub's folder, with: bivouac hub fill HUB SOURCE --adopt-catalogue. (Only for a school that never signed: bivouac catalogue init, with a new folder of keys.)</source>
        <translation>Le catalogue que les clés de « {keys} » ont signé n’est pas dans « {path} ». Ramenez-le depuis une clé USB, une copie du serveur ou le dossier de l’ancien serveur, avec : bivouac hub fill HUB SOURCE --adopt-catalogue. (Seulement pour une école qui n’a jamais signé : bivouac catalogue init, avec un nouveau dossier de clés.)</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/repository.py"/>
        <source>There is a catalogue in “{path}” already, and laptops that joined go by no other. Go on with it (bivouac catalogue publish); if its keys are lost, bring them back from a copy.</source>
        <translation>Il y a déjà un catalogue dans « {path} », et les ordinateurs qui ont rejoint le serveur n’en suivent pas d’autre. Continuez avec lui (bivouac catalogue publish) ; si ses clés sont perdues, reprenez-les d’une copie.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/repository.py"/>
        <source>In “{keys}” are the keys of a catalogue that exists already, and laptops that joined go by no other. Nothing was done. Bring that one back into the hub (bivouac hub fill HUB SOURCE --adopt-catalogue) and go on with: bivouac catalogue publish. Only for a school that never signed: choose a new folder for the keys.</source>
        <translation>Dans « {keys} » se trouvent les clés d’un catalogue qui existe déjà, et les ordinateurs qui ont rejoint le campus n’en acceptent pas d’autre. Rien n’a été fait. Ramenez ce catalogue sur le serveur (bivouac hub fill HUB SOURCE --adopt-catalogue) et continuez avec : bivouac catalogue publish. Seulement pour une école qui n’a jamais signé : choisissez un nouveau dossier pour les clés.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/repository.py"/>
        <source>The root needs at least one key, and no more signatures than it has keys.</source>
        <translation>La racine a besoin d’au moins une clé, et de pas plus de signatures qu’elle n’a de clés.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/repository.py"/>
        <source>The keys must not be in the folder of courses, which is handed out. Choose another folder.</source>
        <translation>Les clés ne doivent pas être dans le dossier des cours, qui est distribué. Choisissez un autre dossier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/repository.py"/>
        <source>This version of “{title}” was withdrawn. Publish another one.</source>
        <translation>Cette version de « {title} » a été retirée. Publiez-en une autre.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/repository.py"/>
        <source>Learners will read why: give a reason of at most {n} letters.</source>
        <translation>Les apprenants liront pourquoi : donnez une raison de {n} caractères au plus.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/repository.py"/>
        <source>The course “{name}” is not in the catalogue.</source>
        <translation>Le cours « {name} » n’est pas dans le catalogue.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/repository.py"/>
        <source>The role has no key “{name}”.</source>
        <translation>Le rôle n’a pas de clé « {name} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/repository.py"/>
        <source>The root needs {n} signatures, and there are too few of its keys in “{path}”. Bring the others, too.</source>
        <translation>La racine demande {n} signatures, et trop peu de ses clés sont dans « {path} ». Apportez aussi les autres.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/repository.py"/>
        <source>The key for “{role}” is not in “{path}”. Bring it, or replace it with: bivouac catalogue rotate-keys</source>
        <translation>La clé de « {role} » n’est pas dans « {path} ». Apportez-la, ou remplacez-la avec : bivouac catalogue rotate-keys</translation>
    </message>
    <message>
        <source>There is a catalogue in “{path}” already.</source>
        <translation type="vanished">Il y a déjà un catalogue dans « {path} ».</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.catalogue.trusted</name>
    <message>
        <location filename="../../bivouac/sync/catalogue/trusted.py"/>
        <source>“{title}” is not in the school's catalogue, or in another version. It was not added. Take it from the campus, or from a newer stick of the school's.</source>
        <translation>« {title} » n’est pas dans le catalogue de l’école, ou dans une autre version. Il n’a pas été ajouté. Prenez-le au campus, ou sur une clé USB plus récente de l’école.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/trusted.py"/>
        <source>This catalogue is older than the one that this computer knows. Use the campus, or a newer stick.</source>
        <translation>Ce catalogue est plus ancien que celui que cet ordinateur connaît. Utilisez le campus, ou une clé USB plus récente.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/trusted.py"/>
        <source>The school has changed its keys. Connect to the campus, or use a newer stick, before courses are added.</source>
        <translation>L’école a changé ses clés. Connectez-vous au campus, ou utilisez une clé USB plus récente, avant d’ajouter des cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/trusted.py"/>
        <source>The clock of this computer says {date}, and that of the campus says {other}. Set date and time of this computer, then try again.</source>
        <translation>L’horloge de cet ordinateur indique {date}, et celle du campus {other}. Réglez la date et l’heure de cet ordinateur, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/trusted.py"/>
        <source>The school's catalogue has run out (this computer's clock says {date}). Is the clock right? If it is, use the campus or a newer stick. What is on this computer can still be used.</source>
        <translation>Le catalogue de l’école n’est plus valable (l’horloge de cet ordinateur indique {date}). L’horloge est-elle juste ? Si oui, utilisez le campus ou une clé USB plus récente. Ce qui est sur cet ordinateur reste utilisable.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/trusted.py"/>
        <source>The school has withdrawn “{title}” ({date}): {reason} It was not added. Ask the campus for a newer version.</source>
        <translation>L’école a retiré « {title} » ({date}) : {reason} Il n’a pas été ajouté. Demandez une version plus récente au campus.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/trusted.py"/>
        <source>The school's keys on this computer are damaged. Ask the campus staff for help before adding courses.</source>
        <translation>Les clés de l’école sur cet ordinateur sont abîmées. Demandez de l’aide à l’équipe du campus avant d’ajouter des cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/trusted.py"/>
        <source>The school's catalogue is not whole here: parts are missing or do not belong together. Copy the stick again, or try again later.</source>
        <translation>Le catalogue de l’école n’est pas entier ici : des parties manquent ou ne vont pas ensemble. Copiez la clé USB à nouveau, ou réessayez plus tard.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/trusted.py"/>
        <source>This catalogue was signed with keys that the school has replaced since. Nothing of it was used: it is old, or somebody made it with a stolen key. Use the campus, or a newer stick of the school's.</source>
        <translation>Ce catalogue est signé avec des clés que l’école a remplacées depuis. Rien n’en a été utilisé : il est ancien, ou quelqu’un l’a fait avec une clé volée. Utilisez le campus, ou une clé USB plus récente de l’école.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/catalogue/trusted.py"/>
        <source>The school did not sign this catalogue. Nothing of it was used. Take courses from the campus or from a stick of the school's, and tell the campus staff.</source>
        <translation>L’école n’a pas signé ce catalogue. Rien n’en a été utilisé. Prenez les cours au campus ou sur une clé USB de l’école, et prévenez l’équipe du campus.</translation>
    </message>
    <message>
        <source>“{title}” is not in the school's catalogue, or in another version. Nothing was added. Take it from the campus, or from a newer stick of the school's.</source>
        <translation type="vanished">« {title} » n’est pas dans le catalogue de l’école, ou dans une autre version. Rien n’a été ajouté. Prenez-le au campus, ou sur une clé USB plus récente de l’école.</translation>
    </message>
    <message>
        <source>This catalogue is older than the one that this computer knows. Nothing was taken from it. Use the campus, or a newer stick.</source>
        <translation type="vanished">Ce catalogue est plus ancien que celui que cet ordinateur connaît. Rien n’en a été pris. Utilisez le campus, ou une clé USB plus récente.</translation>
    </message>
    <message>
        <source>The school has withdrawn “{title}” ({date}): {reason} Nothing was added.</source>
        <translation type="vanished">L’école a retiré « {title} » ({date}) : {reason} Rien n’a été ajouté.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli</name>
    <message>
        <location filename="../../bivouac/sync/cli/__init__.py"/>
        <source>The language to speak.</source>
        <translation>La langue à parler.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/__init__.py"/>
        <source>Say which version this is.</source>
        <translation>Dire de quelle version il s’agit.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/__init__.py"/>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Show this message and exit.</source>
        <translation>Afficher cette aide.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/__init__.py"/>
        <source>Bivouac, the campus that travels: courses and the hub from a terminal.</source>
        <translation>Bivouac, le campus qui voyage : les cours et le serveur depuis un terminal.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/__init__.py"/>
        <source>Bivouac does not speak “{language}”. It speaks: {names}.</source>
        <translation>Bivouac ne parle pas « {language} ». Il parle : {names}.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.catalogue</name>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Sign the courses of a school, so that laptops take those and no others.</source>
        <translation>Signer les cours d’une école, pour que les ordinateurs prennent ceux-là et pas d’autres.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>The folder with the school's keys.</source>
        <translation>Le dossier des clés de l’école.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>A file with the passphrase of the keys.</source>
        <translation>Un fichier avec la phrase secrète des clés.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>After a backup or on an older disk: take the newer catalogue from here first (a stick, the folder of a hub, a library); repeatable.</source>
        <translation>Après une sauvegarde ou sur un disque plus ancien : prendre d’abord ici le catalogue plus récent (une clé USB, le dossier d’un serveur, une bibliothèque) ; peut être répété.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Go on with numbers above this one, which laptops have already (bivouac catalogue show).</source>
        <translation>Continuer avec des numéros au-dessus de celui-ci, que des ordinateurs ont déjà (bivouac catalogue show).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Go on with the catalogue of the backup.</source>
        <translation>Continuer avec le catalogue de la sauvegarde.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Make keys and an empty catalogue in a hub, or in a folder of courses.</source>
        <translation>Créer des clés et un catalogue vide dans un serveur, ou dans un dossier de cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>How many keys the root has (3).</source>
        <translation>Combien de clés a la racine (3).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>How many of them must sign (2).</source>
        <translation>Combien d’entre elles doivent signer (2).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Days for which a root is good (1460).</source>
        <translation>Jours pendant lesquels une racine est valable (1460).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Days for which the list of courses is good (730).</source>
        <translation>Jours pendant lesquels la liste des cours est valable (730).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Days after which laptops want a newer catalogue (365).</source>
        <translation>Jours après lesquels les ordinateurs demandent un catalogue plus récent (365).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Also where laptops go by a catalogue of this hub already: they will take no course from it any more.</source>
        <translation>Même si des ordinateurs suivent déjà un catalogue de ce serveur : ils n’en prendront plus aucun cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>The catalogue that was there is kept in {path}.</source>
        <translation>Le catalogue qui était là est gardé dans {path}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>The catalogue is made. Its keys are in {path}: copy the root's to two safe places, then take them away from there.</source>
        <translation>Le catalogue est créé. Ses clés sont dans {path} : copiez celles de la racine en deux lieux sûrs, puis retirez-les de là.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Sign courses as they are now; without a name, all.</source>
        <translation>Signer des cours tels qu’ils sont maintenant ; sans nom, tous.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>“{title}” is in the catalogue.</source>
        <translation>« {title} » est dans le catalogue.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>The catalogue has all of it already.</source>
        <translation>Le catalogue a déjà tout cela.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Withdraw a course: laptops add it no more, and say why.</source>
        <translation>Retirer un cours : les ordinateurs ne l’ajoutent plus, et disent pourquoi.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Why, in a sentence that learners read.</source>
        <translation>Pourquoi, en une phrase que les apprenants liront.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>“{title}” is withdrawn.</source>
        <translation>« {title} » est retiré.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Replace a key that was lost, stolen, or is old.</source>
        <translation>Remplacer une clé perdue, volée ou ancienne.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>The beginning of the key's id, where the role has several.</source>
        <translation>Le début de l’identifiant de la clé, quand le rôle en a plusieurs.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>The new key is {key}. Destroy the old one and its copies: {file}</source>
        <translation>La nouvelle clé est {key}. Détruisez l’ancienne et ses copies : {file}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Make the catalogue good from today on.</source>
        <translation>Prolonger le catalogue à partir d’aujourd’hui.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>The root, too; this needs its keys.</source>
        <translation>La racine aussi ; il faut ses clés.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Show until when the catalogue is good, its keys and its courses.</source>
        <translation>Montrer jusqu’à quand le catalogue est valable, ses clés et ses cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Number {n}</source>
        <translation>Numéro {n}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Withdrawn: “{title}” ({date}). {reason}</source>
        <translation>Retiré : « {title} » ({date}). {reason}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Role</source>
        <translation>Rôle</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Good until</source>
        <translation>Valable jusqu’au</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Keys</source>
        <translation>Clés</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Signatures</source>
        <translation>Signatures</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/catalogue.py"/>
        <source>Passphrase of the keys</source>
        <translation>Phrase secrète des clés</translation>
    </message>
    <message>
        <source>The new key is {key}. Destroy the old one.</source>
        <translation type="vanished">La nouvelle clé est {key}. Détruisez l’ancienne.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.courier</name>
    <message>
        <location filename="../../bivouac/sync/cli/courier.py"/>
        <source>Carry progress on a stick, where no network reaches. It is sealed: who carries it reads nothing.</source>
        <translation>Transporter la progression sur une clé USB, là où aucun réseau n’arrive. Elle est scellée : qui la transporte ne peut rien lire.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/courier.py"/>
        <source>At a laptop: pack what the school has not received on a stick, and hear what has arrived.</source>
        <translation>Sur un ordinateur portable : mettre sur une clé ce que l’école n’a pas reçu, et apprendre ce qui est arrivé.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/courier.py"/>
        <source>The folder of the laptop's library, where it is not the usual one.</source>
        <translation>Le dossier de la bibliothèque de l’ordinateur, s’il n’est pas à sa place habituelle.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/courier.py"/>
        <source>Nobody here has joined a campus: there is nothing to carry.</source>
        <translation>Personne ici n’a rejoint de campus : il n’y a rien à transporter.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/courier.py"/>
        <source>At a hub: take in what is on a stick, leave receipts, and pack what the hub above lacks.</source>
        <translation>Sur un serveur : recevoir ce qui est sur une clé, y laisser des reçus, et y mettre ce qui manque au serveur en amont.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/courier.py"/>
        <source>There is no progress of a laptop on this stick.</source>
        <translation>Cette clé ne porte la progression d’aucun ordinateur.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/courier.py"/>
        <source>{name}: {n} new act.|{name}: {n} new acts.</source>
        <translation>
            <numerusform>{name} : {n} nouvelle action.</numerusform>
            <numerusform>{name} : {n} nouvelles actions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/courier.py"/>
        <source>The hub above has received {n} more act.|The hub above has received {n} more acts.</source>
        <translation>
            <numerusform>Le serveur en amont a reçu {n} action de plus.</numerusform>
            <numerusform>Le serveur en amont a reçu {n} actions de plus.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/courier.py"/>
        <source>For the hub above: {path}. Take the stick there and run: bivouac courier hub FOLDER STICK. Its receipt comes back on the same stick.|For the hub above: {path} and those numbered up to {n}. Take the stick there and run: bivouac courier hub FOLDER STICK. The receipts come back on the same stick.</source>
        <translation>
            <numerusform>Pour le serveur en amont : {path}. Apportez-y la clé et lancez : bivouac courier hub DOSSIER CLÉ. Son reçu revient sur la même clé.</numerusform>
            <numerusform>Pour le serveur en amont : {path} et ceux numérotés jusqu’à {n}. Apportez-y la clé et lancez : bivouac courier hub DOSSIER CLÉ. Les reçus reviennent sur la même clé.</numerusform>
        </translation>
    </message>
    <message>
        <source>For the hub above: {path}. Take the stick there and run: bivouac courier hub FOLDER STICK. Its receipt comes back on the same stick.</source>
        <translation type="vanished">Pour le serveur en amont : {path}. Apportez-y la clé et lancez : bivouac courier hub DOSSIER CLÉ. L’accusé de réception revient sur la même clé.</translation>
    </message>
    <message>
        <source>For the hub above: {path}</source>
        <translation type="vanished">Pour le serveur supérieur : {path}</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.course</name>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>Make, check and show courses.</source>
        <translation>Créer, vérifier et montrer des cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>A .bivouac file, or a folder of courses to add it to.</source>
        <translation>Un fichier .bivouac, ou un dossier de cours auquel l’ajouter.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>Of a source in several languages, the one to take (fr, en …).</source>
        <translation>Pour une source en plusieurs langues, celle qu’il faut prendre (fr, en…).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>The name under which progress is kept; never change it.</source>
        <translation>Le nom sous lequel la progression est conservée ; ne le changez jamais.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>Write what was lost or changed to this file (.md or .json).</source>
        <translation>Écrire dans ce fichier ce qui a été perdu ou changé (.md ou .json).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>Make a bundle from a folder of Markdown, films and quizzes.</source>
        <translation>Créer un paquet à partir d’un dossier de Markdown, de films et de quiz.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>Make a bundle from a course of another system.</source>
        <translation>Créer un paquet à partir d’un cours d’un autre système.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>What the source is ({formats}); left out: found from the source.</source>
        <translation>Le type de la source ({formats}) ; sans cela, il est reconnu d’après la source.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>Read every byte of a bundle or folder of courses and say whether it is whole.</source>
        <translation>Lire chaque octet d’un paquet ou d’un dossier de cours et dire s’il est entier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>“{title}” is whole.</source>
        <translation>« {title} » est entier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>Show what a bundle or folder of courses holds.</source>
        <translation>Montrer ce que contient un paquet ou un dossier de cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>Print the JSON Schema of a course's description.</source>
        <translation>Afficher le schéma JSON de la description d’un cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>A report is written as .md or .json, not “{name}”.</source>
        <translation>Un rapport s’écrit en .md ou en .json, et non « {name} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>“{title}” is in {path}.</source>
        <translation>« {title} » est dans {path}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>“{path}” is a folder. Choose another name for the bundle.</source>
        <translation>« {path} » est un dossier. Choisissez un autre nom pour le paquet.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>“{name}” cannot be the name of what is made. A bundle ends in .bivouac; a folder of courses has no ending.</source>
        <translation>« {name} » ne convient pas comme nom de sortie. Le nom d’un paquet se termine par .bivouac ; celui d’un dossier de cours n’a pas d’extension.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>The folder “{path}” is not there. Make it first, or choose another.</source>
        <translation>Le dossier « {path} » n’existe pas. Créez-le d’abord ou choisissez-en un autre.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>{title} ({id}, version {version}, {language})</source>
        <translation>{title} ({id}, version {version}, {language})</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>Renditions that are not here: {names}</source>
        <translation>Versions de films absentes : {names}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course.py"/>
        <source>{size} with films in {name}</source>
        <translation>{size} avec les films en {name}</translation>
    </message>
    <message>
        <source>What the source is (olx, markdown); left out: found from the source.</source>
        <translation type="vanished">Le type de la source (olx, markdown) ; sans cela, il est reconnu d’après la source.</translation>
    </message>
    <message>
        <source>Of a folder in several languages, the one to take (fr, en …).</source>
        <translation type="vanished">Pour un dossier en plusieurs langues, celle qu’il faut prendre (fr, en…).</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.course_report</name>
    <message>
        <location filename="../../bivouac/sync/cli/course_report.py"/>
        <source>Everything came over as it was.</source>
        <translation>Tout a été repris tel quel.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course_report.py"/>
        <source>Not in the course</source>
        <translation>Absent du cours</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course_report.py"/>
        <source>In the course in another form</source>
        <translation>Dans le cours sous une autre forme</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/course_report.py"/>
        <source>Worth a look</source>
        <translation>À vérifier</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.hub</name>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Run the campus: courses for laptops, and what learners did from them.</source>
        <translation>Faire vivre le campus : les cours pour les ordinateurs, et ce que les apprenants en ont fait.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Make a hub in a new folder.</source>
        <translation>Créer un serveur dans un nouveau dossier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>The campus's name, as learners see it.</source>
        <translation>Le nom du campus, tel que les apprenants le voient.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>A PostgreSQL database to keep people and journals in (postgresql://…), in place of a file.</source>
        <translation>Une base PostgreSQL où garder personnes et journaux (postgresql://…), à la place d’un fichier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>With the courses of this laptop's library, and the signed catalogue that it knows.</source>
        <translation>Avec les cours de la bibliothèque de cet ordinateur et le catalogue signé qu’il connaît.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <location filename="../../bivouac/sync/cli/hub_backup.py"/>
        <source>The hub of “{name}” is in {path}.</source>
        <translation>Le serveur du campus « {name} » est dans {path}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Run a hub until Ctrl-C.</source>
        <translation>Faire fonctionner un serveur jusqu’à Ctrl-C.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Address to listen on; 0.0.0.0 for every network of this machine.</source>
        <translation>Adresse à écouter ; 0.0.0.0 pour tous les réseaux de cette machine.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Port to listen on; 0 for any that is free.</source>
        <translation>Port à écouter ; 0 pour n’importe quel port libre.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Write where the hub listens to this file (JSON), once it does.</source>
        <translation>Écrire dans ce fichier (JSON) où le serveur écoute, dès qu’il écoute.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>The school's hub, or that of the campus above: an invite file, or its address. Wanted once.</source>
        <translation>Le serveur de l’école, ou celui du campus en amont : un fichier d’invitation, ou son adresse. Demandé une seule fois.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>The code for this hub, where --upstream is an address.</source>
        <translation>Le code pour ce serveur, quand --upstream est une adresse.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Do not let laptops on these networks find the hub by themselves.</source>
        <translation>Ne pas laisser les ordinateurs de ces réseaux trouver le serveur d’eux-mêmes.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>How many processes serve: one for each core of a school's server (1).</source>
        <translation>Nombre de processus qui servent : un par cœur du serveur d’une école (1).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>What arrives here goes on to “{name}”.</source>
        <translation>Ce qui arrive ici est transmis à « {name} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Exchange with the hub above once, now.</source>
        <translation>Échanger une fois avec le serveur en amont, maintenant.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>The hub above: an invite file, or its address. Wanted once.</source>
        <translation>Le serveur en amont : un fichier d’invitation, ou son adresse. Demandé une seule fois.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Acts that the hub above received: {count}</source>
        <translation>Actions reçues par le serveur en amont : {count}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Acts that came from it: {count}</source>
        <translation>Actions venues de lui : {count}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Make a code with which people join, and print it.</source>
        <translation>Créer un code d’inscription et l’afficher.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>What they will be; hub: the code is for another hub, which will send what it receives on to this one.</source>
        <translation>Leur rôle ; serveur : le code est pour un autre serveur, qui transmettra à celui-ci ce qu’il reçoit.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>The class in which they will be.</source>
        <translation>La classe dans laquelle ils seront.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Only for this person (name or id): their next laptop.</source>
        <translation>Pour cette personne seulement (nom ou identifiant) : son prochain ordinateur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>How many may join with it (100; with --learner, 1).</source>
        <translation>Combien de personnes peuvent s’inscrire avec lui (100 ; avec --learner, 1).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>How many days it is good for (30).</source>
        <translation>Sa durée de validité en jours (30).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <location filename="../../bivouac/sync/cli/hub_invites.py"/>
        <source>Address of the hub, where it is not the one it listens on. With https:// it stays as it is written; 192.168.1.20 alone gets the port on which the hub last served (8484).</source>
        <translation>Adresse du serveur, si ce n’est pas celle où il écoute. Avec https://, elle reste telle quelle ; 192.168.1.20 seul reçoit le port où le serveur a servi en dernier (8484).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Write an invite file (.bivouac-invite) to hand out.</source>
        <translation>Écrire un fichier d’invitation (.bivouac-invite) à distribuer.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Write address and code as a QR code (.svg or .png) to print or show.</source>
        <translation>Écrire l’adresse et le code sous forme de QR code (.svg ou .png), à imprimer ou à montrer.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>The invitation that {name} had is worthless now.</source>
        <translation>{name} : l’invitation d’avant ne vaut plus rien.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Good until {time}.</source>
        <translation>Valable jusqu’au {time}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>{n} person can join with it.|{n} people can join with it.</source>
        <translation>
            <numerusform>{n} personne peut rejoindre le campus avec.</numerusform>
            <numerusform>{n} personnes peuvent rejoindre le campus avec.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Address: {url}</source>
        <translation>Adresse : {url}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Put courses into a hub, from .bivouac files or folders of courses.</source>
        <translation>Mettre des cours sur un serveur, depuis des fichiers .bivouac ou des dossiers de cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Find out whether laptops can reach a hub, and what to do when they cannot.</source>
        <translation>Vérifier si les ordinateurs atteignent un serveur, et que faire sinon.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Show how a hub stands.</source>
        <translation>Montrer l’état d’un serveur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Last served at: {urls}</source>
        <translation>Dernières adresses : {urls}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Courses: {count}</source>
        <translation>Cours : {count}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Learners: {count}</source>
        <translation>Apprenants : {count}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Teachers: {count}</source>
        <translation>Enseignants : {count}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Staff: {count}</source>
        <translation>Équipe : {count}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Hubs below: {count}</source>
        <translation>Serveurs en aval : {count}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Computers: {count}</source>
        <translation>Ordinateurs : {count}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Acts received: {count}</source>
        <translation>Actions reçues : {count}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Last received: {time}</source>
        <translation>Dernière réception : {time}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>On the disk: {used} used, {free} free</source>
        <translation>Sur le disque : {used} utilisés, {free} libres</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>List the people of a hub and what has been received from them.</source>
        <translation>Lister les personnes d’un serveur et ce qui a été reçu d’elles.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Begin with this name, or the person of this id.</source>
        <translation>Commencer par ce nom, ou par la personne de cet identifiant.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>So many people at most (999); left out, everybody there is.</source>
        <translation>Au plus tant de personnes (999) ; sans cette option, toutes.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <location filename="../../bivouac/sync/cli/hub_answers.py"/>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <location filename="../../bivouac/sync/cli/hub_progress.py"/>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Computers</source>
        <translation>Ordinateurs</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Acts</source>
        <translation>Actions</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Last received</source>
        <translation>Dernière réception</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Id</source>
        <translation>Identifiant</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>More follow, from {name} on: --from {id}</source>
        <translation>La suite commence par {name} : --from {id}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>Print the description of the hub's routes (OpenAPI).</source>
        <translation>Afficher la description des routes du serveur (OpenAPI).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <location filename="../../bivouac/sync/hub/doctor.py"/>
        <location filename="../../bivouac/sync/hub/front_page.py"/>
        <source>Only this machine reaches it. For laptops, serve with: --host 0.0.0.0</source>
        <translation>Seule cette machine l’atteint. Pour les ordinateurs, mettez-le en service avec : --host 0.0.0.0</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>This machine is on no network, so only it reaches the hub. Connect it to the campus's network, then start the hub again.</source>
        <translation>Cette machine n’est sur aucun réseau : elle seule atteint le serveur. Connectez-la au réseau du campus, puis redémarrez le serveur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>There is no invite file “{path}”. The school makes it on its hub: bivouac hub invite FOLDER --role hub --file school.bivouac-invite</source>
        <translation>Il n’y a pas de fichier d’invitation « {path} ». L’école le fait sur son serveur : bivouac hub invite DOSSIER --role hub --file school.bivouac-invite</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub.py"/>
        <source>To join the hub above give its code too: --code, or an invite file as --upstream.</source>
        <translation>Pour rejoindre le serveur en amont, donnez aussi son code : --code, ou un fichier d’invitation avec --upstream.</translation>
    </message>
    <message>
        <source>On the disk: {used} MB used, {free} MB free</source>
        <translation type="vanished">Sur le disque : {used} Mo utilisés, {free} Mo libres</translation>
    </message>
    <message>
        <source>Address of the hub, where it is not the one it listens on.</source>
        <translation type="vanished">Adresse du serveur, si ce n’est pas celle qu’il écoute.</translation>
    </message>
    <message>
        <source>What they will be.</source>
        <translation type="vanished">Le rôle des personnes qui s’inscrivent.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.hub_add</name>
    <message>
        <location filename="../../bivouac/sync/cli/hub_add.py"/>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <source>“{title}” is on the hub.</source>
        <translation>« {title} » est sur le serveur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_add.py"/>
        <source>Nothing of “{name}” was put on the hub. {reason}</source>
        <translation>Rien de « {name} » n’a été mis sur le serveur. {reason}</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.hub_answers</name>
    <message>
        <location filename="../../bivouac/sync/cli/hub_answers.py"/>
        <source>Show the texts that learners wrote: answers to open questions, of a class or of the whole campus, the newest last.</source>
        <translation>Montrer les textes que les apprenants ont écrits : réponses aux questions ouvertes, d’une classe ou de tout le campus, la plus récente à la fin.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_answers.py"/>
        <source>Only texts of this course (title or id).</source>
        <translation>Seulement les textes de ce cours (titre ou identifiant).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_answers.py"/>
        <source>Only texts of this activity (title or id).</source>
        <translation>Seulement les textes de cette activité (titre ou identifiant).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_answers.py"/>
        <source>Write them to this CSV file, for a spreadsheet.</source>
        <translation>Les écrire dans ce fichier CSV, pour un tableur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_answers.py"/>
        <source>Of another campus, so that the school shows their texts: {names}</source>
        <translation>D’un autre campus ; c’est l’école qui montre leurs textes : {names}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_answers.py"/>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Time</source>
        <translation>Moment</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_answers.py"/>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Activity</source>
        <translation>Activité</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_answers.py"/>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Question</source>
        <translation>Question</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_answers.py"/>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/hub_answers.py"/>
        <source>{n} text is in {path}.|{n} texts are in {path}.</source>
        <translation>
            <numerusform>{n} texte est dans {path}.</numerusform>
            <numerusform>{n} textes sont dans {path}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/hub_answers.py"/>
        <source>{n} text.|{n} texts.</source>
        <translation>
            <numerusform>{n} texte.</numerusform>
            <numerusform>{n} textes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.hub_backup</name>
    <message>
        <location filename="../../bivouac/sync/cli/hub_backup.py"/>
        <source>Copy a hub to a new folder, while it runs.</source>
        <translation>Copier un serveur dans un nouveau dossier, pendant qu’il est en marche.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_backup.py"/>
        <source>Its courses too.</source>
        <translation>Ses cours aussi.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_backup.py"/>
        <source>The copy is in {path}.</source>
        <translation>La copie est dans {path}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_backup.py"/>
        <source>Make a hub of a backup, in a new folder. Laptops send again what the backup lacks.</source>
        <translation>Refaire un serveur à partir d’une sauvegarde, dans un nouveau dossier. Les ordinateurs renvoient ce qui manque à la sauvegarde.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_backup.py"/>
        <source>An empty PostgreSQL database to put people and journals in (postgresql://…), in place of a file.</source>
        <translation>Une base de données PostgreSQL vide où mettre les personnes et les journaux (postgresql://…), à la place d’un fichier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_backup.py"/>
        <source>No signed catalogue was in the backup. If this hub had one, laptops that joined go by no other: bring it back together with the courses, from a stick or the old hub's folder, with: bivouac hub fill {path} SOURCE --adopt-catalogue. Where its keys are, sign here again with: bivouac catalogue publish</source>
        <translation>Il n’y avait pas de catalogue signé dans la sauvegarde. Si ce serveur en avait un, les ordinateurs qui l’ont rejoint n’en acceptent pas d’autre : ramenez-le avec les cours, depuis une clé USB ou le dossier de l’ancien serveur, avec : bivouac hub fill {path} SOURCE --adopt-catalogue. Là où sont ses clés, signez de nouveau ici avec : bivouac catalogue publish</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_backup.py"/>
        <source>The signed catalogue is as old as the backup. Where its keys are, say before you publish who has a newer one: bivouac catalogue publish {path} --newer-on, with a stick, the folder of a campus's hub or a copy of it.</source>
        <translation>Le catalogue signé est aussi ancien que la sauvegarde. Là où sont ses clés, dites avant de publier qui en a un plus récent : bivouac catalogue publish {path} --newer-on, avec une clé USB, le dossier du serveur d’un campus ou une copie.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_backup.py"/>
        <source>No courses were in the backup. Fill them anew with: bivouac hub add, or bivouac hub fill</source>
        <translation>La sauvegarde ne contenait aucun cours. Remettez-les avec : bivouac hub add, ou bivouac hub fill</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_backup.py"/>
        <source>Make a new key and certificate for a hub that does not run, where they are lost or no secret any more.</source>
        <translation>Faire une nouvelle clé et un nouveau certificat pour un serveur arrêté, quand ils sont perdus ou ne sont plus secrets.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_backup.py"/>
        <source>The hub has a new certificate. Laptops and hubs that met it go on by themselves: it proves by its device.json that it is the same.</source>
        <translation>Le serveur a un nouveau certificat. Les ordinateurs et les serveurs qui l’ont rencontré continuent d’eux-mêmes : il prouve par son device.json qu’il est le même.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_backup.py"/>
        <source>The old one is kept in {path}. Where somebody else may have it, delete it there.</source>
        <translation>L’ancien est gardé dans {path}. Si quelqu’un d’autre peut l’avoir, supprimez-le là.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_backup.py"/>
        <source>Invite files that were made before do not work any more; the codes in them do. Write them anew: bivouac hub invites, into the same folder, or bivouac hub invite</source>
        <translation>Les fichiers d’invitation faits avant ne servent plus ; les codes qu’ils contiennent restent bons. Refaites-les : bivouac hub invites, dans le même dossier, ou bivouac hub invite</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_backup.py"/>
        <source>This hub is running. Stop it first, then make its certificate anew.</source>
        <translation>Ce serveur est en marche. Arrêtez-le d’abord, puis refaites son certificat.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.hub_check</name>
    <message>
        <location filename="../../bivouac/sync/cli/hub_check.py"/>
        <source>Read all that a hub has and say what is damaged, while it runs or not.</source>
        <translation>Lire tout ce qu’a un serveur et dire ce qui est endommagé, qu’il soit en marche ou non.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_check.py"/>
        <source>Every byte of its courses too.</source>
        <translation>Chaque octet de ses cours aussi.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_check.py"/>
        <source>Make a new database of what can be read and what a copy has, while the hub does not run.</source>
        <translation>Refaire la base de données avec ce qui se lit encore et ce qu’a une copie, pendant que le serveur est arrêté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_check.py"/>
        <source>The copy to take from, where it is not the newest that was made.</source>
        <translation>La copie dans laquelle prendre, si ce n’est pas la plus récente.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_check.py"/>
        <source>With --repair, where the database is gone and there is no copy: begin an empty one. Everybody joins again.</source>
        <translation>Avec --repair, quand la base a disparu et qu’il n’y a pas de copie : en commencer une vide. Tout le monde s’inscrit de nouveau.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_check.py"/>
        <source>The database needed no repair, and nothing was changed.</source>
        <translation>La base de données n’avait besoin d’aucune réparation, et rien n’a été changé.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_check.py"/>
        <source>The hub of “{name}” is sound.</source>
        <translation>Le serveur du campus « {name} » est sain.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_check.py"/>
        <source>What this hub follows of that comes anew from the hub above, while this one serves: {courses}.</source>
        <translation>Ce que ce serveur suit parmi ces cours revient de lui-même du serveur en amont, pendant que celui-ci est en marche : {courses}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_check.py"/>
        <source>To bring that anew from a stick or a file that has it, also while the hub runs: {command}</source>
        <translation>Pour le reprendre d’une clé USB ou d’un fichier qui l’a, même pendant que le serveur est en marche : {command}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_check.py"/>
        <source>This hub is running. Stop it before it is mended.</source>
        <translation>Ce serveur est en marche. Arrêtez-le avant de le réparer.</translation>
    </message>
    <message>
        <source>Nothing needed repair, and nothing was changed.</source>
        <translation type="vanished">Rien n’avait besoin d’être réparé, et rien n’a été changé.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.hub_codes</name>
    <message>
        <location filename="../../bivouac/sync/cli/hub_codes.py"/>
        <source>name,code</source>
        <translation>nom,code</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_codes.py"/>
        <source>name,id,code</source>
        <translation>nom,id,code</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_codes.py"/>
        <source>There is no folder “{path}” for the codes. Nothing was done.</source>
        <translation>Il n’y a pas de dossier « {path} » pour les codes. Rien n’a été fait.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_codes.py"/>
        <source>“{path}” is there already and is no list of codes as this command writes it. Name another file. Nothing was done.</source>
        <translation>« {path} » existe déjà et n’est pas une liste de codes telle que cette commande l’écrit. Nommez un autre fichier. Rien n’a été fait.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/hub_codes.py"/>
        <source>{n} new code is in {path}.|{n} new codes are in {path}.</source>
        <translation>
            <numerusform>{n} nouveau code est dans {path}.</numerusform>
            <numerusform>{n} nouveaux codes sont dans {path}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/hub_codes.py"/>
        <source>{n} person of the list was here already and gets no code. For one: bivouac hub invite --learner NAME|{n} people of the list were here already and get no code. For one of them: bivouac hub invite --learner NAME</source>
        <translation>
            <numerusform>{n} personne de la liste était déjà là et ne reçoit pas de code. Pour en faire un : bivouac hub invite --learner NOM</numerusform>
            <numerusform>{n} personnes de la liste étaient déjà là et ne reçoivent pas de code. Pour l’une d’elles : bivouac hub invite --learner NOM</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.hub_courses</name>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>List the courses of a hub.</source>
        <translation>Lister les cours d’un serveur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>Also those that the hub above has and this one does not.</source>
        <translation>Aussi ceux que le serveur en amont a et que celui-ci n’a pas.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Title</source>
        <translation>Titre</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <location filename="../../bivouac/sync/transfer/first_page.py"/>
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <location filename="../../bivouac/sync/transfer/first_page.py"/>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>on its way</source>
        <translation>en route</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>here</source>
        <translation>ici</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>at the hub above</source>
        <translation>au serveur en amont</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>followed</source>
        <translation>suivi</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>There are no courses here yet: what is followed comes while the hub serves. At once: bivouac hub follow --now</source>
        <translation>Il n’y a pas encore de cours ici : ceux que le serveur suit arrivent pendant qu’il tourne. Tout de suite : bivouac hub follow --now</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>There are no courses here yet. Put some in with: bivouac hub add, or bivouac hub fill</source>
        <translation>Il n’y a pas encore de cours ici. Pour en mettre : bivouac hub add, ou bivouac hub fill</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>Fetch courses from the hub above while serving, and keep them up to date.</source>
        <translation>Aller chercher des cours au serveur en amont pendant le service, et les tenir à jour.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>Whatever the hub above has, now and later.</source>
        <translation>Tout ce que le serveur en amont a, maintenant et plus tard.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>Do not follow these any more (without ids: none); what is here stays.</source>
        <translation>Ne plus suivre ceux-ci (sans identifiant : aucun) ; ce qui est ici reste.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>Kilobytes a second at most; 0 for as many as come.</source>
        <translation>Kilo-octets par seconde au plus ; 0 pour autant qu’il en vient.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>Fetch once, now, and wait for it.</source>
        <translation>Aller les chercher une fois, maintenant, et attendre.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <location filename="../../bivouac/sync/relay/upstream.py"/>
        <source>This hub has joined no other. Join it once, with an invite file made there: bivouac hub serve FOLDER --upstream FILE</source>
        <translation>Ce serveur n’en a rejoint aucun autre. Faites-le une fois, avec un fichier d’invitation fait là-bas : bivouac hub serve DOSSIER --upstream FICHIER</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>The hub above has no course “{name}”. See: bivouac hub courses --above</source>
        <translation>Le serveur en amont n’a pas de cours « {name} ». Voyez : bivouac hub courses --above</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>All courses of the hub above come while the hub serves.</source>
        <translation>Tous les cours du serveur en amont viennent pendant que le serveur est en service.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>{n} course comes while the hub serves.|{n} courses come while the hub serves.</source>
        <translation>
            <numerusform>{n} cours vient pendant que le serveur est en service.</numerusform>
            <numerusform>{n} cours viennent pendant que le serveur est en service.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>What was damaged here of “{title}” came anew.</source>
        <translation>Ce qui était endommagé ici dans « {title} » est revenu en bon état.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>“{title}” did not come. {reason}</source>
        <translation>« {title} » n’est pas venu. {reason}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>Nothing is new: this hub has what it follows.</source>
        <translation>Rien de nouveau : ce serveur a ce qu’il suit.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>Name other servers that have the courses: laptops fetch from them what the hub does not give.</source>
        <translation>Nommer d’autres serveurs qui ont les cours : les ordinateurs y prennent ce que le serveur ne donne pas.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>Name none any more.</source>
        <translation>N’en nommer plus aucun.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>No other server is named: laptops fetch courses from this hub alone.</source>
        <translation>Aucun autre serveur n’est indiqué : les ordinateurs prennent les cours de celui-ci seul.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>Laptops hear of it once the hub is started anew.</source>
        <translation>Les ordinateurs l’apprennent dès que le serveur est redémarré.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>Take courses from a hub; laptops that have them keep them.</source>
        <translation>Retirer des cours d’un serveur ; les ordinateurs qui les ont les gardent.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>“{name}”, which was not in the backup, is named no more.</source>
        <translation>« {name} », qui n’était pas dans la sauvegarde, n’est plus signalé.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>The hub has no course “{name}”. See: bivouac hub courses</source>
        <translation>Le serveur n’a pas de cours « {name} ». Voyez : bivouac hub courses</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_courses.py"/>
        <source>“{name}” is gone; {size} MB are free again.</source>
        <translation>« {name} » est retiré ; {size} Mo sont de nouveau libres.</translation>
    </message>
    <message>
        <source>This hub has joined no other. Give --upstream an invite file, or the address and a code.</source>
        <translation type="vanished">Ce serveur n’en a rejoint aucun autre. Donnez à --upstream un fichier d’invitation, ou l’adresse et un code.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.hub_fill</name>
    <message>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <source>Take courses into a hub, running or not, from a stick, a folder of courses, or this laptop's library.</source>
        <translation>Ajouter des cours à un serveur, en marche ou non, depuis une clé USB, un dossier de cours ou la bibliothèque de cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <source>Only this course, by id; repeatable. What the hub has of it is read, and mended. Left out: all.</source>
        <translation>Seulement ce cours, par son identifiant ; peut être répété. Ce que le serveur en a est relu et réparé. Sans cette option : tous.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <source>Where the hub goes by no signed catalogue: by the one that comes with the courses, from now on.</source>
        <translation>Si le serveur ne suit aucun catalogue signé : suivre désormais celui qui accompagne les cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <source>Stopped. What was copied stays: the same command goes on from there.</source>
        <translation>Interrompu. Ce qui a été copié reste : la même commande reprend où elle s’est arrêtée.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>read back {percent}</source>
        <translation>relu : {percent}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>copied {percent}</source>
        <translation>copié : {percent}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <source>“{title}” is on the hub, in place of another version {here}.</source>
        <translation>« {title} » est sur le serveur, à la place d’une autre version {here}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <source>“{title}” is on the hub: version {there}, in place of version {here}.</source>
        <translation>« {title} » est sur le serveur : version {there}, à la place de la version {here}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <source>“{title}” was on the hub already.</source>
        <translation>« {title} » était déjà sur le serveur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <source>Damaged on the hub, and brought anew: {part} of “{course}”.</source>
        <translation>Endommagé sur le serveur, et revenu intact : {part} de « {course} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <source>{size} of it are shared with the library and take no room twice.</source>
        <translation>Dont {size} partagés avec la bibliothèque, qui ne prennent pas deux fois de la place.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <source>The hub goes by the catalogue that came with them, and gives it to laptops that join.</source>
        <translation>Le serveur suit désormais le catalogue qui accompagne ces cours, et le donne aux ordinateurs qui rejoignent le campus.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <source>The school's newer catalogue came along.</source>
        <translation>Le catalogue de l’école, plus récent, a été repris.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <source>The catalogue that is with these courses was left there. {reason}</source>
        <translation>Le catalogue qui accompagne ces cours n’a pas été repris. {reason}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <source>With these courses is a signed catalogue, and this hub goes by none. To go by it, and give it to laptops that join: --adopt-catalogue</source>
        <translation>Un catalogue signé accompagne ces cours, et ce serveur n’en suit aucun. Pour le suivre et le donner aux ordinateurs qui rejoignent le campus : --adopt-catalogue</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <source>“{title}” was left there: the hub has another version of it ({here}; there it is {there}). To take it in its place: --course {course}</source>
        <translation>« {title} » n’a pas été pris : le serveur en a une autre version ({here} ; là-bas, c’est {there}). Pour le mettre à sa place : --course {course}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <source>“{title}” did not come. {reasons}</source>
        <translation>« {title} » n’a pas été ajouté. {reasons}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/hub_fill.py"/>
        <source>{n} course is damaged there. Fill the hub again from another stick; what came stays.|{n} courses are damaged there. Fill the hub again from another stick; what came stays.</source>
        <translation>
            <numerusform>{n} cours y est endommagé. Remplissez de nouveau le serveur depuis une autre clé ; ce qui a été copié reste.</numerusform>
            <numerusform>{n} cours y sont endommagés. Remplissez de nouveau le serveur depuis une autre clé ; ce qui a été copié reste.</numerusform>
        </translation>
    </message>
    <message>
        <source>Only this course, by id; repeatable. Left out: all.</source>
        <translation type="vanished">Ce cours seulement, par son identifiant ; répétable. Sans cette option : tous.</translation>
    </message>
    <message>
        <source>{size} MB of it are shared with the library and take no room twice.</source>
        <translation type="vanished">Dont {size} Mo partagés avec la bibliothèque, qui ne prennent pas deux fois de la place.</translation>
    </message>
    <message numerus="yes">
        <source>{n} course is missing. Fill the hub again from another stick; what came stays.|{n} courses are missing. Fill the hub again from another stick; what came stays.</source>
        <translation type="vanished">
            <numerusform>Il manque {n} cours. Remplissez de nouveau le serveur depuis une autre clé ; ce qui a été copié reste.</numerusform>
            <numerusform>Il manque {n} cours. Remplissez de nouveau le serveur depuis une autre clé ; ce qui a été copié reste.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.hub_invitation</name>
    <message>
        <location filename="../../bivouac/sync/cli/hub_invitation.py"/>
        <source>Other computers do not reach {url}: with this invitation only this machine can join. Start the hub with --host 0.0.0.0 and make it again, or give the address with --url.</source>
        <translation>Les autres ordinateurs n’atteignent pas {url} : avec cette invitation, seule cette machine peut rejoindre le campus. Démarrez le serveur avec --host 0.0.0.0 et refaites-la, ou donnez l’adresse avec --url.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_invitation.py"/>
        <source>An invite file needs the hub's address. Start the hub once, or give it with --url.</source>
        <translation>Un fichier d’invitation a besoin de l’adresse du serveur. Démarrez le serveur une fois, ou donnez-la avec --url.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_invitation.py"/>
        <source>A QR code is written as .svg or .png.</source>
        <translation>Un QR code s’écrit en .svg ou en .png.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.hub_invites</name>
    <message>
        <location filename="../../bivouac/sync/cli/hub_invites.py"/>
        <source>Write an invite file for each person of a class into a folder, to put on sticks. Who has one there already keeps its code.</source>
        <translation>Écrire dans un dossier un fichier d’invitation pour chaque personne d’une classe, à mettre sur des clés USB. Qui en a déjà un là garde son code.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_invites.py"/>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>How many days the codes are good for (30).</source>
        <translation>Durée de validité des codes, en jours (30).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_invites.py"/>
        <source>Also for who has a code that is still good: it is worthless then, and the file's is good in its place.</source>
        <translation>Aussi pour qui a un code encore valable : il ne vaut alors plus rien, et celui du fichier le remplace.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_invites.py"/>
        <source>For whom of the class; left out: for learners alone. Repeatable. Who has the file of somebody else may do what they may.</source>
        <translation>Pour qui de la classe ; sans cela : pour les apprenants seuls. Peut être répété. Qui a le fichier d’une autre personne peut faire ce qu’elle peut faire.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/hub_invites.py"/>
        <source>This file is worthless, its code was replaced or has run out: {names}. Delete it, here and on sticks.|These files are worthless, their codes were replaced or have run out: {names}. Delete them, here and on sticks.</source>
        <translation>
            <numerusform>Ce fichier ne vaut plus rien, son code a été remplacé ou a expiré : {names}. Effacez-le, ici et sur les clés USB.</numerusform>
            <numerusform>Ces fichiers ne valent plus rien, leurs codes ont été remplacés ou ont expiré : {names}. Effacez-les, ici et sur les clés USB.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/hub_invites.py"/>
        <source>{n} invitation is in {path}, {new} of them new.|{n} invitations are in {path}, {new} of them new.</source>
        <translation>
            <numerusform>{n} invitation dans {path} ; nouvelles : {new}.</numerusform>
            <numerusform>{n} invitations dans {path} ; nouvelles : {new}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_invites.py"/>
        <source>No file was written for these people of the class (for them, too: --role): {names}</source>
        <translation>Aucun fichier n’a été écrit pour ces personnes de la classe (pour elles aussi : --role) : {names}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/hub_invites.py"/>
        <source>This file of theirs is there and still good: {names}. Whoever has it may do what they may; delete it, here and on sticks, unless you want it.|These files of theirs are there and still good: {names}. Whoever has them may do what they may; delete them, here and on sticks, unless you want them.</source>
        <translation>
            <numerusform>Ce fichier est là pour eux et reste valable : {names}. Qui l’a peut faire ce qu’ils peuvent faire ; supprimez-le, ici et sur les clés USB, sauf si vous le voulez.</numerusform>
            <numerusform>Ces fichiers sont là pour eux et restent valables : {names}. Qui les a peut faire ce qu’ils peuvent faire ; supprimez-les, ici et sur les clés USB, sauf si vous les voulez.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_invites.py"/>
        <source>The codes that these people had until now are worthless: {names}</source>
        <translation>Les codes que ces personnes avaient jusqu’ici ne valent plus rien : {names}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_invites.py"/>
        <source>No file for who has a code that is still good (on a list, or made one by one): {names}. A person has one invitation at a time; a file would make that code worthless. To write them all the same: --replace</source>
        <translation>Pas de fichier pour qui a un code encore valable (sur une liste, ou fait à l’unité) : {names}. Une personne n’a qu’une invitation à la fois ; un fichier rendrait ce code sans valeur. Pour les écrire quand même : --replace</translation>
    </message>
    <message>
        <source>No file, since this is for others of the class (name whom with --role): {names}</source>
        <translation type="vanished">Pas de fichier, car celui-ci est pour d’autres de la classe (dites pour qui avec --role) : {names}</translation>
    </message>
    <message>
        <source>Write an invite file for each person of a class into a folder, to put on sticks. Files that are there already stay as they are.</source>
        <translation type="vanished">Écrire dans un dossier un fichier d’invitation pour chaque personne d’une classe, à mettre sur des clés. Les fichiers qui y sont déjà restent tels quels.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.hub_people</name>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Nobody here is called “{name}”, and nothing was done. Did you mean: {names}? Write the name as it is there.</source>
        <translation>Personne ici ne s’appelle « {name} », et rien n’a été fait. Vouliez-vous dire : {names} ? Écrivez le nom comme il est là.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Nobody of this campus is called “{name}” (bivouac hub learners shows who is there). For somebody of another campus the school makes the code, and puts them in the class: bivouac hub invite SCHOOL --learner NAME, bivouac hub class SCHOOL CLASS --add NAME, on the school's hub.</source>
        <translation>Personne de ce campus ne s’appelle « {name} » (bivouac hub learners montre qui est là). Pour quelqu’un d’un autre campus, c’est l’école qui fait le code et l’inscrit dans la classe : bivouac hub invite ÉCOLE --learner NOM, bivouac hub class ÉCOLE CLASSE --add NOM, sur le serveur de l’école.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Nobody here is called “{name}”. See who is there with: bivouac hub learners</source>
        <translation>Personne ici ne s’appelle « {name} ». Pour voir qui est là : bivouac hub learners</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>No class here is called “{name}”. See them with: bivouac hub classes</source>
        <translation>Aucune classe ici ne s’appelle « {name} ». Pour les voir : bivouac hub classes</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Several classes here are called “{name}”, and nothing was done. Name the one you mean by its id: {classes}</source>
        <translation>Plusieurs classes ici s’appellent « {name} », et rien n’a été fait. Désignez celle que vous voulez par son identifiant : {classes}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>{n} person|{n} people</source>
        <translation>
            <numerusform>{n} personne</numerusform>
            <numerusform>{n} personnes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Change what somebody may do.</source>
        <translation>Changer le rôle d’une personne.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <location filename="../../bivouac/sync/hub/class_list.py"/>
        <source>{name} is {role} now.</source>
        <translation>{name} a maintenant le rôle : {role}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Give somebody a new password to hand over: it opens their account, and they choose another one when they sign in.</source>
        <translation>Donner à quelqu’un un nouveau mot de passe à lui remettre : il ouvre son compte, et la personne en choisit un autre à la connexion.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Take the password away: they sign in with a personal code again.</source>
        <translation>Retirer le mot de passe : la personne se connecte de nouveau avec un code personnel.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <location filename="../../bivouac/sync/hub/signing_in.py"/>
        <source>A hub has no password.</source>
        <translation>Un serveur n’a pas de mot de passe.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>{name} has no password any more.</source>
        <translation>{name} n’a plus de mot de passe.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>{name} signs in with this password, and then chooses another one:</source>
        <translation>{name} se connecte avec ce mot de passe, puis en choisit un autre :</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Change somebody's name.</source>
        <translation>Changer le nom d’une personne.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <location filename="../../bivouac/sync/hub/class_list.py"/>
        <source>{old} is called {name} now.</source>
        <translation>{old} s’appelle maintenant {name}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>List the computers that joined a hub.</source>
        <translation>Lister les ordinateurs qui ont rejoint un serveur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>People</source>
        <translation>Personnes</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Joined</source>
        <translation>Inscrit le</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>shut out</source>
        <translation>exclu</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Shut a lost or stolen computer out: it neither sends nor receives any more; what it sent stays.</source>
        <translation>Exclure un ordinateur perdu ou volé : il n’envoie et ne reçoit plus rien ; ce qu’il a envoyé reste.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>The computer {id} is shut out, for everybody who used it: {people}. What they sent stays; what they had not sent waits on it.</source>
        <translation>L’ordinateur {id} est exclu, pour tous ceux qui s’en sont servis : {people}. Ce qu’ils ont envoyé reste ; ce qu’ils n’avaient pas envoyé attend dessus.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>“{name}” is a person, who may have several computers, and nothing was done. Name the one by its id: {computers}</source>
        <translation>« {name} » est une personne, qui peut avoir plusieurs ordinateurs, et rien n’a été fait. Nommez celui qu’il faut par son identifiant : {computers}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>{id} (joined {time})</source>
        <translation>{id} (inscrit le {time})</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Let a computer that was shut out in again.</source>
        <translation>Réadmettre un ordinateur qui avait été exclu.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>The computer {id} may send and receive again.</source>
        <translation>L’ordinateur {id} peut de nouveau envoyer et recevoir.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>List the classes of a hub, or who is in one.</source>
        <translation>Lister les classes d’un serveur, ou qui est dans l’une d’elles.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>{role}, of another campus</source>
        <translation>{role}, d’un autre campus</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Make a class, and put people in it or take them out.</source>
        <translation>Créer une classe, y mettre des personnes ou les en retirer.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Somebody who learns in it (name or id); repeatable.</source>
        <translation>Une personne qui y apprend (nom ou identifiant) ; peut être répété.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Somebody who teaches it; repeatable.</source>
        <translation>Une personne qui y enseigne ; peut être répété.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Somebody who is in it no longer; what they did stays. Repeatable.</source>
        <translation>Une personne qui n’en fait plus partie ; ce qu’elle a fait reste. Peut être répété.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>{n} person is in “{name}”.|{n} people are in “{name}”.</source>
        <translation>
            <numerusform>{n} personne est dans « {name} ».</numerusform>
            <numerusform>{n} personnes sont dans « {name} ».</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Bring in a class list (CSV with a column “name”, or “last name” and “first name”; “role”, “language”, “class” and “id” if wanted). Nobody is ever removed by it.</source>
        <translation>Faire entrer une liste de classe (CSV avec une colonne « nom », ou « nom » et « prénom » ; « rôle », « langue », « classe » et « id » si on veut). Personne n’en est jamais retiré.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>The class of those for whom the list names none.</source>
        <translation>La classe de ceux pour qui la liste n’en indique aucune.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Write a code to join with for each new person to this file (CSV); what it has already stays.</source>
        <translation>Écrire dans ce fichier (CSV) un code d’inscription pour chaque nouvelle personne ; ce qu’il contient déjà reste.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Only say what would be done.</source>
        <translation>Dire seulement ce qui serait fait.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Columns that were not understood, and left out: {names}</source>
        <translation>Colonnes non comprises, laissées de côté : {names}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>The column “{name}” was taken as the whole name, because the list has none of first names. If it has family names alone, add a column “first name”.</source>
        <translation>La colonne « {name} » a été prise pour le nom complet, car la liste n’a pas de colonne de prénoms. Si elle ne contient que des noms de famille, ajoutez une colonne « prénom ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>“{name}” and “{other}” count as two people. If they are one, write the name in the list as it is here: it would have two accounts.</source>
        <translation>« {name} » et « {other} » comptent pour deux personnes. S’il s’agit d’une seule, écrivez le nom dans la liste comme il est ici : elle aurait deux comptes.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Not in the list, and left as they are: {name}</source>
        <translation>Absent de la liste, et laissé tel quel : {name}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>Nothing was done: this was a trial.</source>
        <translation>Rien n’a été fait : c’était un essai.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>{n} person is new.|{n} people are new.</source>
        <translation>
            <numerusform>{n} nouvelle personne.</numerusform>
            <numerusform>{n} nouvelles personnes.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_people.py"/>
        <source>The list names no class, so it puts nobody in one. To put them in a class: bivouac hub import {folder} {file} --class NAME</source>
        <translation>La liste ne nomme aucune classe, elle n’y met donc personne. Pour les mettre dans une classe : bivouac hub import {folder} {file} --class NOM</translation>
    </message>
    <message>
        <source>The computer {id} is shut out.</source>
        <translation type="vanished">L’ordinateur {id} est exclu.</translation>
    </message>
    <message>
        <source>No class, or more than one, is called “{name}”. See them with: bivouac hub classes</source>
        <translation type="vanished">Aucune classe, ou plus d’une, ne s’appelle « {name} ». Voyez-les avec : bivouac hub classes</translation>
    </message>
    <message>
        <source>Bring in a class list (CSV with a column “name”; “role”, “language”, “class” and “id” if wanted). Nobody is ever removed by it.</source>
        <translation type="vanished">Importer une liste de classe (CSV avec une colonne « nom » ; « rôle », « langue », « classe » et « id » si voulu). Elle ne retire jamais personne.</translation>
    </message>
    <message>
        <source>Write a code to join with for each new person to this file (CSV).</source>
        <translation type="vanished">Écrire dans ce fichier (CSV) un code d’accès pour chaque nouvelle personne.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.hub_progress</name>
    <message>
        <location filename="../../bivouac/sync/cli/hub_progress.py"/>
        <source>Show how far the learners of a class, or of the whole campus, are: activities done in each course, and when last.</source>
        <translation>Montrer où en sont les apprenants d’une classe, ou de tout le campus : activités faites dans chaque cours, et la dernière date.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_progress.py"/>
        <source>Write it to this CSV file, for a spreadsheet.</source>
        <translation>L’écrire dans ce fichier CSV, pour un tableur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_progress.py"/>
        <source>Activities done</source>
        <translation>Activités faites</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_progress.py"/>
        <source>Of</source>
        <translation>Sur</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_progress.py"/>
        <source>Last act</source>
        <translation>Dernière action</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_progress.py"/>
        <source>Of another campus, so that the school shows how far they are: {names}</source>
        <translation>D’un autre campus, si bien que c’est l’école qui montre où ils en sont : {names}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/hub_progress.py"/>
        <source>The progress of {n} learner is in {path}.|The progress of {n} learners is in {path}.</source>
        <translation>
            <numerusform>La progression de {n} apprenant est dans {path}.</numerusform>
            <numerusform>La progression de {n} apprenants est dans {path}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show how far the learners of a class are: activities done in each course, and when last.</source>
        <translation type="vanished">Montrer où en sont les apprenants d’une classe : activités faites dans chaque cours, et quand pour la dernière fois.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.hub_reports</name>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>Say people's names too; left out, only their ids go along.</source>
        <translation>Donner aussi le nom des personnes ; sinon, seuls leurs identifiants sont transmis.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>Let the text of people's notes, and of what they wrote to their classes, go along.</source>
        <translation>Laisser partir aussi le texte des notes, et de ce qui a été écrit aux classes.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>An address of your own, under which people and courses are named. Choose it once; never change it.</source>
        <translation>Une adresse qui vous appartient, sous laquelle personnes et cours sont nommés. Choisissez-la une fois pour toutes.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>Write what was received to a file: as xAPI statements (one a line, in JSON), CSV or Parquet.</source>
        <translation>Écrire ce qui a été reçu dans un fichier : en déclarations xAPI (une par ligne, en JSON), en CSV ou en Parquet.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>Write xAPI statements to this file, one a line; - for the terminal.</source>
        <translation>Écrire des déclarations xAPI dans ce fichier, une par ligne ; - pour le terminal.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>Write a table to this CSV file; - for the terminal.</source>
        <translation>Écrire un tableau dans ce fichier CSV ; - pour le terminal.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>With --csv: for people to read in a spreadsheet: heads, acts and answers in words of this language, times by this machine's clock, in French semicolons and decimal commas.</source>
        <translation>Avec --csv : à lire dans un tableur : titres, actions et réponses en mots de cette langue, heures de cette machine, en français points-virgules et virgules décimales.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>Write a table to this Parquet file.</source>
        <translation>Écrire un tableau dans ce fichier Parquet.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>Only what the hub received from then on: 2026-11-02, or 2026-11-02T14:00.</source>
        <translation>Seulement ce que le serveur a reçu à partir de là : 2026-11-02, ou 2026-11-02T14:00.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>Only what this person did (name or id).</source>
        <translation>Seulement ce que cette personne a fait (nom ou identifiant).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>Say what to write, and where: one of --xapi FILE, --csv FILE or --parquet FILE.</source>
        <translation>Dites quoi écrire, et où : --xapi FICHIER, --csv FICHIER ou --parquet FICHIER, un seul des trois.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>Parquet can only be written to a file. Give it a name.</source>
        <translation>Le format Parquet ne peut être écrit que dans un fichier. Donnez-lui un nom.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>--local goes together with --csv.</source>
        <translation>--local va avec --csv.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>{n} act is in {path}.|{n} acts are in {path}.</source>
        <translation>
            <numerusform>{n} action est dans {path}.</numerusform>
            <numerusform>{n} actions sont dans {path}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>People's names were left out; their ids are there. With names: --names</source>
        <translation>Les noms des personnes ont été laissés de côté ; leurs identifiants y sont. Avec les noms : --names</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>Send what was received to a learning record store, in xAPI, until Ctrl-C.</source>
        <translation>Envoyer ce qui a été reçu à un entrepôt de traces d’apprentissage (LRS), en xAPI, jusqu’à Ctrl-C.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>Address of the store, to which /statements is added.</source>
        <translation>Adresse de l’entrepôt, à laquelle /statements est ajouté.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>Name to sign in with; its password is in BIVOUAC_LRS_PASSWORD.</source>
        <translation>Nom de connexion ; son mot de passe est dans BIVOUAC_LRS_PASSWORD.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>Read the password from this file instead.</source>
        <translation>Lire plutôt le mot de passe dans ce fichier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>Send what waits, then stop.</source>
        <translation>Envoyer ce qui attend, puis s’arrêter.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>{n} act sent so far.|{n} acts sent so far.</source>
        <translation>
            <numerusform>{n} action envoyée jusqu’ici.</numerusform>
            <numerusform>{n} actions envoyées jusqu’ici.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>{n} act is there already, in another form.|{n} acts are there already, in another form.</source>
        <translation>
            <numerusform>{n} action y est déjà, sous une autre forme.</numerusform>
            <numerusform>{n} actions y sont déjà, sous une autre forme.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>The store would not take act {number} of computer {device}; it is set aside. The store says: {reason}</source>
        <translation>L’entrepôt n’a pas voulu de l’action {number} de l’ordinateur {device} ; elle est mise de côté. L’entrepôt dit : {reason}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>And {n} more was set aside.|And {n} more were set aside.</source>
        <translation>
            <numerusform>Et {n} autre a été mise de côté.</numerusform>
            <numerusform>Et {n} autres ont été mises de côté.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>The hub tries again, later and later.</source>
        <translation>Le serveur réessaie, à des intervalles de plus en plus longs.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>Stopped. What waits is sent the next time.</source>
        <translation>Arrêté. Ce qui attend sera envoyé la prochaine fois.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>Some acts are set aside; they are tried again the next time.</source>
        <translation>Des actions sont mises de côté ; elles seront retentées la prochaine fois.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>“{text}” is no date. Write it as 2026-11-02, or with a time as 2026-11-02T14:00.</source>
        <translation>« {text} » n’est pas une date. Écrivez-la comme 2026-11-02, ou avec une heure comme 2026-11-02T14:00.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>“{url}” is no address that people and courses can be named under.</source>
        <translation>« {url} » n’est pas une adresse sous laquelle nommer personnes et cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_reports.py"/>
        <source>There is no password for “{user}”. Put it into {name}, or into a file for --password-file.</source>
        <translation>Il manque le mot de passe de « {user} ». Mettez-le dans {name}, ou dans un fichier pour --password-file.</translation>
    </message>
    <message>
        <source>With --csv: as spreadsheets of this language open it: times by this machine's clock, in French semicolons and decimal commas.</source>
        <translation type="vanished">Avec --csv : tel que les tableurs de cette langue l’ouvrent : heures selon l’horloge de cette machine, en français points-virgules et virgules décimales.</translation>
    </message>
    <message>
        <source>Let the text of people's notes go along.</source>
        <translation type="vanished">Transmettre aussi le texte des notes des personnes.</translation>
    </message>
    <message>
        <source>Only what the hub received from then on.</source>
        <translation type="vanished">Seulement ce que le serveur a reçu à partir de ce moment.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.hub_signed</name>
    <message>
        <location filename="../../bivouac/sync/cli/hub_signed.py"/>
        <source>The signed catalogue runs out on {date}; from then on laptops add no course. Prolong it where its keys are: bivouac catalogue renew</source>
        <translation>Le catalogue signé expire le {date} ; dès lors, les ordinateurs n’ajouteront plus de cours. Prolongez-le là où sont ses clés : bivouac catalogue renew</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_signed.py"/>
        <source>The signed catalogue is good until {date}.</source>
        <translation>Le catalogue signé est valable jusqu’au {date}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/hub_signed.py"/>
        <source>Laptops are not shown “{course}”, which is not in the signed catalogue: bivouac catalogue publish</source>
        <translation>Les ordinateurs ne voient pas « {course} », qui n’est pas dans le catalogue signé : bivouac catalogue publish</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.journal</name>
    <message>
        <location filename="../../bivouac/sync/cli/journal.py"/>
        <source>Only this learner's journal, by id; all when left out.</source>
        <translation>Seulement le journal de cette personne, par identifiant ; tous si rien n’est donné.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/journal.py"/>
        <source>Learners' journals on this computer. Close the app before.</source>
        <translation>Les journaux des apprenants sur cet ordinateur. Fermez l’application avant.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/journal.py"/>
        <source>Read everything in the journals and say whether it is sound.</source>
        <translation>Lire tout ce que contiennent les journaux et dire si tout est en bon état.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/journal.py"/>
        <source>{learner}: sound.</source>
        <translation>{learner} : en bon état.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/journal.py"/>
        <source>{learner}: damaged: {what}.</source>
        <translation>{learner} : endommagé : {what}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/journal.py"/>
        <source>Mend it with: bivouac journal rebuild</source>
        <translation>Réparez-le avec : bivouac journal rebuild</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/journal.py"/>
        <source>Mend damaged journals, make progress and notes anew from the records, and say what was different.</source>
        <translation>Réparer les journaux endommagés, refaire la progression et les notes à partir des actions, et dire ce qui était différent.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/journal.py"/>
        <source>{learner}: {course}, {activity} was different, and is right now.</source>
        <translation>{learner} : {course}, {activity} était différent, et est maintenant juste.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/journal.py"/>
        <source>{learner}: nothing was different.</source>
        <translation>{learner} : rien n’était différent.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/journal.py"/>
        <source>There are no journals in “{path}”. Give the folder in which Bivouac keeps everything.</source>
        <translation>Il n’y a pas de journaux dans « {path} ». Donnez le dossier où Bivouac garde tout.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/journal.py"/>
        <source>There is no journal of “{learner}” in “{path}”.</source>
        <translation>Il n’y a pas de journal pour « {learner} » dans « {path} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/journal.py"/>
        <source>Bivouac is open on this computer. Close its window first.</source>
        <translation>Bivouac est ouvert sur cet ordinateur. Fermez d’abord sa fenêtre.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.preload</name>
    <message>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>Fill sticks or folders with courses, as many at once as are given, and read every byte back; or check and mend them.</source>
        <translation>Remplir des clés ou des dossiers de cours, tous ceux qui sont donnés à la fois, et relire chaque octet ; ou les vérifier et les réparer.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>A file that says what goes on the sticks (TOML).</source>
        <translation>Un fichier qui dit ce qui va sur les clés (TOML).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>The courses, by id, with commas between; left out: all.</source>
        <translation>Les cours, par identifiant, séparés par des virgules ; sans cela : tous.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>The size of films (240p, 480p); left out: every size there is.</source>
        <translation>La taille des films (240p, 480p) ; sans cela : toutes celles qui existent.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>Where the courses are: a folder, a stick, a .bivouac file; left out: this laptop's library.</source>
        <translation>Où sont les cours : un dossier, une clé, un fichier .bivouac ; sans cela : la bibliothèque de cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>Invite files for the sticks, or a folder of them; repeatable.</source>
        <translation>Fichiers d’invitation pour les clés, ou un dossier qui en contient ; peut être répété.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>An installer of the app for the sticks; repeatable.</source>
        <translation>Un programme d’installation de l’application pour les clés ; peut être répété.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>Take from the sticks what was not asked for, once the rest is complete.</source>
        <translation>Retirer des clés ce qui n’a pas été demandé, une fois le reste complet.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>Write what came of it to this file (.html or .json).</source>
        <translation>Écrire le résultat dans ce fichier (.html ou .json).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>Only read what is on the sticks, and name what is damaged.</source>
        <translation>Lire seulement ce qui est sur les clés, et nommer ce qui est endommagé.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>With --check: bring what is damaged from where --from says, which may be a hub's address.</source>
        <translation>Avec --check : reprendre ce qui est endommagé là où --from le dit, au besoin à l’adresse d’un serveur.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>{n} course, {size}.|{n} courses, {size}.</source>
        <translation>
            <numerusform>{n} cours, {size}.</numerusform>
            <numerusform>{n} cours, {size}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>{stick}: {n} course, whole.|{stick}: {n} courses, whole.</source>
        <translation>
            <numerusform>{stick} : {n} cours, entier.</numerusform>
            <numerusform>{stick} : {n} cours, entiers.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>This laptop's library does not have what is missing. Say with --from where it is: a folder of courses, a hub's folder, another stick, a .bivouac file, or the address of a hub.</source>
        <translation>La bibliothèque de cet ordinateur n’a pas ce qui manque. Dites avec --from où cela se trouve : un dossier de cours, le dossier d’un serveur de campus, une autre clé, un fichier .bivouac ou l’adresse d’un serveur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>{stick}: mended: {part} of “{course}”.</source>
        <translation>{stick} : réparé : {part} de « {course} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>There are no courses on this computer yet (Bivouac keeps them in “{path}”). Say with --from where they are: a folder, a stick, a .bivouac file.</source>
        <translation>Il n’y a pas encore de cours sur cet ordinateur (Bivouac les garde dans « {path} »). Indiquez avec --from où ils sont : un dossier, une clé, un fichier .bivouac.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>There are no courses on this laptop to mend the stick from. Say with --from where they are: a folder of courses, a hub's folder, another stick, a .bivouac file, or the address of a hub.</source>
        <translation>Il n’y a pas de cours sur cet ordinateur pour réparer la clé. Dites avec --from où ils sont : un dossier de cours, le dossier d’un serveur de campus, une autre clé, un fichier .bivouac ou l’adresse d’un serveur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/preload.py"/>
        <source>Nobody on this laptop has joined the hub at {url}. Join it in the app, then try again.</source>
        <translation>Personne sur cet ordinateur n’a rejoint le serveur à l’adresse {url}. Rejoignez-le dans l’application, puis réessayez.</translation>
    </message>
    <message numerus="yes">
        <source>{n} course, {size} MB.|{n} courses, {size} MB.</source>
        <translation type="vanished">
            <numerusform>{n} cours, {size} Mo.</numerusform>
            <numerusform>{n} cours, {size} Mo.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bivouac.sync.cli.words</name>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Usage:</source>
        <translation>Utilisation :</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Options</source>
        <translation>Options</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Positional arguments</source>
        <translation>Arguments</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Commands</source>
        <translation>Commandes</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>default: {default}</source>
        <translation>par défaut : {default}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>env var: {var}</source>
        <translation>variable d’environnement : {var}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>required</source>
        <translation>obligatoire</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Error: {message}</source>
        <translation>Erreur : {message}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Error: invalid input</source>
        <translation>Erreur : cette réponse ne convient pas.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Aborted!</source>
        <translation>Interrompu.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Try '{command} {option}' for help.</source>
        <translation>Pour de l’aide : {command} {option}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Missing command.</source>
        <translation>Il manque une commande.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Missing argument</source>
        <translation>Il manque l’argument</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Missing option</source>
        <translation>Il manque l’option</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Missing parameter</source>
        <translation>Il manque le paramètre</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Missing parameter: {param_name}</source>
        <translation>Il manque le paramètre : {param_name}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Missing {param_type}</source>
        <translation>Il manque : {param_type}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>No such command {name!r}.</source>
        <translation>La commande « {name} » n’existe pas.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>No such option {name!r}.</source>
        <translation>L’option « {name} » n’existe pas.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Did you mean {possibility}?</source>
        <translation>Vouliez-vous dire {possibility} ?</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>(Did you mean one of: {possibilities}?)</source>
        <translation>(Vouliez-vous dire : {possibilities} ?)</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Got unexpected extra argument ({args})</source>
        <translation>Il y a un argument de trop ({args}).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Got unexpected extra arguments ({args})</source>
        <translation>Il y a des arguments de trop ({args}).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Option {name!r} does not take a value.</source>
        <translation>L’option « {name} » ne prend pas de valeur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Option {name!r} requires an argument.</source>
        <translation>L’option « {name} » demande une valeur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Option {name!r} requires {nargs} arguments.</source>
        <translation>L’option « {name} » demande {nargs} valeurs.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Argument {name!r} takes {nargs} values.</source>
        <translation>L’argument « {name} » prend {nargs} valeurs.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Takes {nargs} values but 1 was given.</source>
        <translation>Il faut {nargs} valeurs, et il y en a 1.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Takes {nargs} values but {len} were given.</source>
        <translation>Il faut {nargs} valeurs, et il y en a {len}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Invalid value: {message}</source>
        <translation>Cette valeur ne convient pas : {message}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Invalid value for {param_hint}: {message}</source>
        <translation>La valeur de {param_hint} ne convient pas : {message}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Could not open file {filename!r}: {message}</source>
        <translation>Le fichier « {filename} » ne s’ouvre pas : {message}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>unknown error</source>
        <translation>erreur inconnue</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Choose from:
	{choices}</source>
        <translation>Choisissez parmi :
	{choices}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>{value!r} is not {choice}.</source>
        <translation>« {value} » n’est pas {choice}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>{value!r} is not one of {choices}.</source>
        <translation>« {value} » n’est pas parmi {choices}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>{value} is not in the range {range}.</source>
        <translation>{value} n’est pas dans l’intervalle {range}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>{value!r} is not a valid {number_type}.</source>
        <translation>« {value} » n’est pas un {number_type} qui convient.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>{value!r} is not a valid boolean. Recognized values: {states}</source>
        <translation>« {value} » n’est ni oui ni non. Valeurs possibles : {states}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>{name} {filename!r} does not exist.</source>
        <translation>{name} « {filename} » n’existe pas.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>{name} {filename!r} is a file.</source>
        <translation>{name} « {filename} » est un fichier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>{name} {filename!r} is a directory.</source>
        <translation>{name} « {filename} » est un dossier.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>{name} {filename!r} is not readable.</source>
        <translation>{name} « {filename} » ne peut pas être lu.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>{name} {filename!r} is not writable.</source>
        <translation>{name} « {filename} » ne peut pas être modifié.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>{len_type} values are required, but {len_value} was given.</source>
        <translation>Il faut {len_type} valeurs, et il y en a {len_value}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>{len_type} values are required, but {len_value} were given.</source>
        <translation>Il faut {len_type} valeurs, et il y en a {len_value}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>file</source>
        <translation>fichier</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>directory</source>
        <translation>dossier</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>path</source>
        <translation>chemin</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Do you want to continue?</source>
        <translation>Voulez-vous continuer ?</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Repeat for confirmation</source>
        <translation>Encore une fois, pour confirmer</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>Error: The two entered values do not match.</source>
        <translation>Erreur : les deux saisies sont différentes.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>text</source>
        <translation>texte</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>integer</source>
        <translation>nombre</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>integer range</source>
        <translation>nombre</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>float</source>
        <translation>nombre</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>float range</source>
        <translation>nombre</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>BACKUP</source>
        <translation>SAUVEGARDE</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>BUNDLES</source>
        <translation>PAQUETS</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>COMPUTER</source>
        <translation>ORDINATEUR</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>COURSE</source>
        <translation>COURS</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>COURSES</source>
        <translation>COURS</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>FILE</source>
        <translation>FICHIER</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>FOLDER</source>
        <translation>DOSSIER</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>IDS</source>
        <translation>IDENTIFIANTS</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>NAME</source>
        <translation>NOM</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>OUTPUT</source>
        <translation>SORTIE</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>PATH</source>
        <translation>CHEMIN</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>PERSON</source>
        <translation>PERSONNE</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>SOURCE</source>
        <translation>SOURCE</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>STICK</source>
        <translation>CLÉ</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>STICKS</source>
        <translation>CLÉS</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>TARGET</source>
        <translation>DESTINATION</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>URLS</source>
        <translation>ADRESSES</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>[OPTIONS]</source>
        <translation>[OPTIONS]</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>COMMAND [ARGS]...</source>
        <translation>COMMANDE [ARGUMENTS]…</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>at most {most}</source>
        <translation>au plus {most}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/cli/words.py"/>
        <source>at least {least}</source>
        <translation>au moins {least}</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.exchange.catalogue</name>
    <message>
        <location filename="../../bivouac/sync/exchange/catalogue.py"/>
        <source>The list of the campus's courses did not come whole. Bivouac will try again later.</source>
        <translation>La liste des cours du campus n’est pas arrivée entière. Bivouac réessaiera plus tard.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.exchange.client</name>
    <message>
        <location filename="../../bivouac/sync/exchange/client.py"/>
        <source>What answered is not a hub of Bivouac. If the network wants you to sign in first, open a web browser, sign in there, then try again.</source>
        <translation>Ce qui a répondu n’est pas un serveur de Bivouac. Si le réseau demande d’abord une identification, ouvrez un navigateur web, identifiez-vous, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.exchange.join</name>
    <message>
        <location filename="../../bivouac/sync/exchange/join.py"/>
        <source>“{url}” is not a safe address: a hub on another computer answers at https://.</source>
        <translation>« {url} » n’est pas une adresse sûre : le serveur d’un campus, sur un autre ordinateur, répond à une adresse en https://.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/exchange/join.py"/>
        <source>The hub at {url} does not know this code. Check the code and the address, or ask for a new code; codes run out after some days.</source>
        <translation>Le serveur du campus à l’adresse {url} ne connaît pas ce code. Vérifiez le code et l’adresse, ou demandez un nouveau code ; les codes expirent au bout de quelques jours.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.exchange.plan</name>
    <message>
        <source>The hub has {there} acts from this computer, and this computer knows of {here} only: its journal is an older copy. Nothing was sent. Ask the campus staff to let this computer join again.</source>
        <translation type="vanished">Le serveur du campus a {there} actions de cet ordinateur, et cet ordinateur n’en connaît que {here} : son journal est une copie ancienne. Rien n’a été envoyé. Demandez à l’équipe du campus de réinscrire cet ordinateur.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.exchange.side</name>
    <message>
        <location filename="../../bivouac/sync/exchange/side.py"/>
        <source>The hub sent acts of another person; they were not kept. Tell the campus staff.</source>
        <translation>Le serveur du campus a envoyé les actions d’une autre personne ; elles n’ont pas été gardées. Prévenez l’équipe du campus.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/exchange/side.py"/>
        <location filename="../../bivouac/sync/relay/side.py"/>
        <source>The hub sent acts that do not follow those held here; they were not kept. Tell the campus staff.</source>
        <translation>Le serveur du campus a envoyé des actions qui ne suivent pas celles d’ici ; elles n’ont pas été gardées. Prévenez l’équipe du campus.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.exchange.stick</name>
    <message>
        <source>The campus of {name} has not said yet to whom its progress is sealed. Connect to it once, then try again.</source>
        <translation type="vanished">Le campus de {name} n’a pas encore dit pour qui sceller la progression. Connectez-vous à lui une fois, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.exchange.talk</name>
    <message>
        <location filename="../../bivouac/sync/exchange/talk.py"/>
        <source>The hub did not keep the acts that were sent to it. Nothing is lost here; tell the campus staff.</source>
        <translation>Le serveur du campus n’a pas gardé les actions qui lui ont été envoyées. Rien n’est perdu ici ; prévenez l’équipe du campus.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/exchange/talk.py"/>
        <source>The hub promised more acts and sent none that are new. Tell the campus staff.</source>
        <translation>Le serveur du campus a annoncé d’autres actions et n’en a envoyé aucune nouvelle. Prévenez l’équipe du campus.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/exchange/talk.py"/>
        <source>The hub says now this and now that of the acts it holds. Nothing is lost; tell the campus staff.</source>
        <translation>Le serveur du campus dit tantôt une chose, tantôt une autre des actions qu’il a. Rien n’est perdu ; prévenez l’équipe du campus.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.app</name>
    <message>
        <location filename="../../bivouac/sync/hub/app.py"/>
        <source>The hub does not understand this request. Update Bivouac on this computer.</source>
        <translation>Le serveur du campus ne comprend pas cette demande. Mettez Bivouac à jour sur cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/app.py"/>
        <source>There is nothing at this address of the hub. Update Bivouac on this computer.</source>
        <translation>Il n’y a rien à cette adresse du serveur du campus. Mettez Bivouac à jour sur cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/app.py"/>
        <source>The hub cannot do that at this address. Update Bivouac on this computer.</source>
        <translation>Le serveur du campus ne peut pas faire cela à cette adresse. Mettez Bivouac à jour sur cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/app.py"/>
        <source>This part of the course is still on its way to the campus. It comes by itself.</source>
        <translation>Cette partie du cours est encore en route vers le campus. Elle viendra d’elle-même.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/app.py"/>
        <source>The hub could not answer: {reason}</source>
        <translation>Le serveur n’a pas pu répondre : {reason}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/app.py"/>
        <source>The hub failed at {path}. {why}</source>
        <translation>Le serveur a échoué à {path}. {why}</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.at_work</name>
    <message>
        <location filename="../../bivouac/sync/hub/at_work.py"/>
        <source>This hub is being mended just now (bivouac hub check --repair). Wait until that is done, then try again; nothing was done.</source>
        <translation>Ce serveur est en cours de réparation (bivouac hub check --repair). Attendez que ce soit fini, puis réessayez ; rien n’a été fait.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/at_work.py"/>
        <source>Another command of this hub is at work (bivouac hub …). Wait until it is done, or stop it, then mend the hub; nothing was done.</source>
        <translation>Une autre commande de ce serveur est à l’œuvre (bivouac hub …). Attendez qu’elle ait fini, ou arrêtez-la, puis réparez le serveur ; rien n’a été fait.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.backup</name>
    <message>
        <location filename="../../bivouac/sync/hub/backup.py"/>
        <source>“{path}” is in the hub's own folder: whatever happens to that happens to the copy. Choose a place outside it, best on another disk.</source>
        <translation>« {path} » est dans le dossier même du serveur : ce qui arrive à l’un arrive à la copie. Choisissez un endroit en dehors, de préférence sur un autre disque.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/backup.py"/>
        <source>“{path}” is no backup of a hub. Name the folder that “bivouac hub backup” made; the stick that it is on has to be in.</source>
        <translation>« {path} » n’est pas une sauvegarde de serveur. Donnez le dossier que « bivouac hub backup » a fait ; la clé USB où il est doit être branchée.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/backup.py"/>
        <source>People and journals are not in this copy of a hub. Where they are in a dump of PostgreSQL, put that back with pg_restore and copy the folder to a new place; bivouac hub backup copies both.</source>
        <translation>Les personnes et les journaux ne sont pas dans cette copie d’un serveur. S’ils sont dans une sauvegarde de PostgreSQL (pg_dump), remettez-la avec pg_restore et copiez le dossier à un nouvel endroit ; bivouac hub backup copie les deux.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/backup.py"/>
        <source>This backup is damaged. Take an older one.</source>
        <translation>Cette sauvegarde est endommagée. Prenez-en une plus ancienne.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/backup.py"/>
        <source>BIVOUAC_HUB_DATABASE and --database do not name the same database. The hub would write into one and look for it in the other: unset the variable, or name the same.</source>
        <translation>BIVOUAC_HUB_DATABASE et --database ne désignent pas la même base de données. Le serveur écrirait dans l’une et chercherait dans l’autre : supprimez la variable, ou indiquez la même.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/backup.py"/>
        <source>“{path}” is there already. Choose a new name.</source>
        <translation>« {path} » existe déjà. Choisissez un autre nom.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/backup.py"/>
        <source>There is no folder “{path}”, in which it would be. Is the stick in? Check the name and try again.</source>
        <translation>Il n’y a pas de dossier « {path} », où cela serait. La clé USB est-elle branchée ? Vérifiez le nom et réessayez.</translation>
    </message>
    <message>
        <source>This hub keeps people and journals in PostgreSQL. Back that up with pg_dump, and the folder by copying it.</source>
        <translation type="vanished">Ce serveur garde personnes et journaux dans PostgreSQL. Sauvegardez celle-ci avec pg_dump, et le dossier en le copiant.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.brakes</name>
    <message>
        <location filename="../../bivouac/sync/hub/brakes.py"/>
        <location filename="../../bivouac/sync/hub/hashing.py"/>
        <source>There were too many attempts. Wait {seconds} seconds, then try again.</source>
        <translation>Il y a eu trop d’essais. Attendez {seconds} secondes, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.carrying</name>
    <message>
        <location filename="../../bivouac/sync/hub/carrying.py"/>
        <location filename="../../bivouac/sync/hub/pushing.py"/>
        <source>These acts were not signed by the computer that they say they are from.</source>
        <translation>Ces actions n’ont pas été signées par l’ordinateur dont elles disent venir.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/carrying.py"/>
        <location filename="../../bivouac/sync/protocol/carried.py"/>
        <location filename="../../bivouac/sync/protocol/pages.py"/>
        <source>A page of records arrived damaged; it will be sent again.</source>
        <translation>Une page d’actions est arrivée abîmée ; elle sera renvoyée.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.catalogue</name>
    <message>
        <location filename="../../bivouac/sync/hub/catalogue.py"/>
        <location filename="../../bivouac/sync/protocol/messages.py"/>
        <source>A message arrived damaged.</source>
        <translation>Un message est arrivé abîmé.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/catalogue.py"/>
        <source>A course is not offered: {reason}</source>
        <translation>Un cours n’est pas proposé : {reason}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/catalogue.py"/>
        <source>The hub is reading its courses. Bivouac will try again later.</source>
        <translation>Le serveur du campus est en train de lire ses cours. Bivouac réessaiera plus tard.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.checking</name>
    <message>
        <location filename="../../bivouac/sync/hub/checking.py"/>
        <source>The hub's database is gone.</source>
        <translation>La base de données du serveur a disparu.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/checking.py"/>
        <source>The hub's database cannot be read.</source>
        <translation>La base de données du serveur ne peut pas être lue.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/checking.py"/>
        <location filename="../../bivouac/sync/hub/doctor.py"/>
        <source>Only {size} MB are free on its drive. Make room.</source>
        <translation>Il ne reste que {size} Mo sur son disque. Faites de la place.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/checking.py"/>
        <source>The file {name} is damaged. Restore it from a copy.</source>
        <translation>Le fichier {name} est endommagé. Remettez-le à partir d’une copie.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/checking.py"/>
        <source>its tables are not those of a hub</source>
        <translation>ses tables ne sont pas celles d’un serveur</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/checking.py"/>
        <source>The hub's database is damaged: {what}.</source>
        <translation>La base de données du serveur est endommagée : {what}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/checking.py"/>
        <source>The hub's database is damaged. Stop the hub and mend it with: bivouac hub check --repair. What SQLite found:</source>
        <translation>La base de données du serveur est endommagée. Arrêtez le serveur et réparez-la avec : bivouac hub check --repair. Ce que SQLite a trouvé :</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/checking.py"/>
        <source>parts of the file are not what was written there</source>
        <translation>des parties du fichier ne sont pas ce qui y a été écrit</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/checking.py"/>
        <source>the file is no database any more</source>
        <translation>le fichier n’est plus une base de données</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/hub/checking.py"/>
        <source>{n} entry about people, computers or classes is not what was noted: {names}.|{n} entries about people, computers or classes are not what was noted: {names}.</source>
        <translation>
            <numerusform>{n} donnée sur les personnes, les ordinateurs ou les classes n’est pas ce qui avait été noté : {names}.</numerusform>
            <numerusform>{n} données sur les personnes, les ordinateurs ou les classes ne sont pas ce qui avait été noté : {names}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/checking.py"/>
        <source>The proof by which some computers are known is damaged.</source>
        <translation>La preuve qui fait reconnaître certains ordinateurs est endommagée.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/checking.py"/>
        <source>What was noted about the campus is damaged from number {number} on ({feed}).</source>
        <translation>Ce qui a été noté sur le campus est endommagé à partir du numéro {number} ({feed}).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/checking.py"/>
        <source>What the class “{name}” shares is damaged from number {number} on ({feed}).</source>
        <translation>Ce que partage la classe « {name} » est endommagé à partir du numéro {number} ({feed}).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/checking.py"/>
        <source>The acts of “{name}” are damaged from number {number} on ({feed}).</source>
        <translation>« {name} » : les actions sont endommagées à partir du numéro {number} ({feed}).</translation>
    </message>
    <message>
        <source>The course “{name}” is damaged: {reason} Add it again: bivouac hub add</source>
        <translation type="vanished">Le cours « {name} » est abîmé : {reason} Ajoutez-le de nouveau : bivouac hub add</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.class_list</name>
    <message>
        <location filename="../../bivouac/sync/hub/class_list.py"/>
        <source>New: {name}</source>
        <translation>Nouveau : {name}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/class_list.py"/>
        <source>Here already: {name}</source>
        <translation>Déjà là : {name}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/class_list.py"/>
        <source>{name} stays {role}: a list makes nobody who is here staff or administrator, and takes that from nobody. For one person: bivouac hub role FOLDER PERSON ROLE</source>
        <translation>{name} garde son rôle ({role}) : une liste ne fait de personne qui est déjà là un membre de l’équipe ou un administrateur, et ne retire ces rôles à personne. Pour une personne : bivouac hub role DOSSIER PERSONNE RÔLE</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/class_list.py"/>
        <source>This list is too long. Split it into several files.</source>
        <translation>Cette liste est trop longue. Répartissez-la en plusieurs fichiers.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/class_list.py"/>
        <source>This file is not a list of people (CSV).</source>
        <translation>Ce fichier n’est pas une liste de personnes (CSV).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/class_list.py"/>
        <source>This file is empty. Look whether it is the right one, and was saved. Nothing was done.</source>
        <translation>Ce fichier est vide. Vérifiez que c’est le bon et qu’il a été enregistré. Rien n’a été fait.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/class_list.py"/>
        <source>This is a spreadsheet's own file (Excel, LibreOffice), or another packed one, and no CSV. Open it, choose “Save as” and there “CSV UTF-8”, and give that file. Nothing was done.</source>
        <translation>C’est le fichier propre d’un tableur (Excel, LibreOffice), ou un autre fichier compressé, et pas un CSV. Ouvrez-le, choisissez « Enregistrer sous » puis « CSV UTF-8 », et donnez ce fichier-là. Rien n’a été fait.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/class_list.py"/>
        <source>This is a PDF, of which no list can be read. Ask whoever made it for the spreadsheet, and save that as CSV. Nothing was done.</source>
        <translation>C’est un PDF, dont aucune liste ne peut être lue. Demandez le tableur à qui l’a fait, et enregistrez-le en CSV. Rien n’a été fait.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/class_list.py"/>
        <source>This is a picture, of which no list can be read. Type the names into a spreadsheet, and save that as CSV. Nothing was done.</source>
        <translation>C’est une image, dont aucune liste ne peut être lue. Saisissez les noms dans un tableur, et enregistrez-le en CSV. Rien n’a été fait.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/class_list.py"/>
        <source>This file is no text, so no list of people (CSV). In a spreadsheet choose “Save as” and there “CSV UTF-8”. Nothing was done.</source>
        <translation>Ce fichier n’est pas du texte, donc pas une liste de personnes (CSV). Dans un tableur, choisissez « Enregistrer sous » puis « CSV UTF-8 ». Rien n’a été fait.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/class_list.py"/>
        <source>Nobody here has the id “{id}” (line of {name}), and nothing was done. Leave the id out for who is new; somebody of another campus is put in a class at the school's hub.</source>
        <translation>Personne ici n’a l’identifiant « {id} » (ligne : {name}), et rien n’a été fait. Laissez l’identifiant vide pour qui est nouveau ; quelqu’un d’un autre campus est inscrit dans une classe sur le serveur de l’école.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/class_list.py"/>
        <source>The list needs a first line with the names of its columns, one of them “name”, or “last name” and “first name” (in French “nom” and “prénom”).</source>
        <translation>La liste a besoin d’une première ligne avec les noms de ses colonnes, dont « nom », ou « nom » et « prénom » (en anglais « name », ou « last name » et « first name »).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/class_list.py"/>
        <source>Line {n} of the list cannot be read: a name of 1 to 80 letters is needed. Nothing was done.</source>
        <translation>La ligne {n} de la liste est illisible : il faut un nom de 1 à 80 lettres. Rien n’a été fait.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/class_list.py"/>
        <source>Line {n} of the list: “{word}” is no role. A role is learner, teacher, staff or administrator. Nothing was done.</source>
        <translation>Ligne {n} de la liste : « {word} » n’est pas un rôle. Un rôle est apprenant, enseignant, équipe ou administrateur. Rien n’a été fait.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/class_list.py"/>
        <source>“{name}” is in the list twice. If they are two people, tell them apart there, by a second first name or as “{name} (2)”; if it is one, take a line out. Nothing was done.</source>
        <translation>« {name} » est deux fois dans la liste. S’il s’agit de deux personnes, distinguez-les dans la liste, par un second prénom ou en écrivant « {name} (2) » ; s’il s’agit d’une seule, retirez une ligne. Rien n’a été fait.</translation>
    </message>
    <message>
        <source>Nobody here has the id “{id}” (line of {name}). Nothing was done.</source>
        <translation type="vanished">Personne ici n’a l’identifiant « {id} » (ligne : {name}). Rien n’a été fait.</translation>
    </message>
    <message>
        <source>The list needs a first line with the names of its columns, one of them “name”.</source>
        <translation type="vanished">La première ligne de la liste doit donner les noms des colonnes, dont « nom ».</translation>
    </message>
    <message>
        <source>Line {n} of the list cannot be read: a name of 1 to 80 letters is needed, and a role is learner, teacher or staff. Nothing was done.</source>
        <translation type="vanished">La ligne {n} de la liste est illisible : il faut un nom de 1 à 80 lettres, et un rôle est apprenant, enseignant ou équipe. Rien n’a été fait.</translation>
    </message>
    <message>
        <source>“{name}” is in the list twice. Give one of them another name, so that they can be told apart. Nothing was done.</source>
        <translation type="vanished">« {name} » est deux fois dans la liste. Donnez un autre nom à l’une des deux personnes, pour les distinguer. Rien n’a été fait.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.content</name>
    <message>
        <location filename="../../bivouac/sync/hub/content.py"/>
        <source>The file has {size} bytes; none are there.</source>
        <translation>Le fichier a {size} octets ; il n’y en a aucun à cet endroit.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/content.py"/>
        <source>The hub does not have this part of a course (any more). Look at its courses again.</source>
        <translation>Le serveur du campus n’a pas, ou n’a plus, cet élément d’un cours. Regardez de nouveau ses cours.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.courier</name>
    <message>
        <location filename="../../bivouac/sync/hub/courier.py"/>
        <source>This hub does not know yet who packed this file: their campus has not told it. Keep the file, and bring it again after the campus's own.</source>
        <translation>Ce serveur ne sait pas encore qui a préparé ce fichier : son campus ne le lui a pas dit. Gardez le fichier, et rapportez-le après celui du campus.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/courier.py"/>
        <source>This file is from a computer of {name} that this hub does not know, or that was shut out. Nothing of it was taken in.</source>
        <translation>{name} : ce fichier vient d’un ordinateur que ce serveur ne connaît pas, ou qui a été exclu. Rien n’en a été pris.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.directory</name>
    <message>
        <location filename="../../bivouac/sync/hub/directory.py"/>
        <source>learner</source>
        <translation>apprenant</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/directory.py"/>
        <source>teacher</source>
        <translation>enseignant</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/directory.py"/>
        <source>staff</source>
        <translation>équipe</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/directory.py"/>
        <source>administrator</source>
        <translation>administrateur</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/directory.py"/>
        <source>hub</source>
        <translation>serveur</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.doctor</name>
    <message>
        <location filename="../../bivouac/sync/hub/doctor.py"/>
        <source>This hub has never served. Start it with: bivouac hub serve</source>
        <translation>Ce serveur n’a jamais été en service. Démarrez-le avec : bivouac hub serve</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/doctor.py"/>
        <source>It answers at {url}.</source>
        <translation>Il répond à {url}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/doctor.py"/>
        <source>It answers at {url}, but cannot use its database just now. The terminal of “hub serve” says why; to look at all of it: bivouac hub check</source>
        <translation>Il répond à {url}, mais ne peut pas se servir de sa base de données en ce moment. Le terminal de « hub serve » dit pourquoi ; pour tout examiner : bivouac hub check</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/doctor.py"/>
        <source>It does not answer at {url}. Is it running, and is this still this machine's address?</source>
        <translation>Il ne répond pas à {url}. Est-il en marche, et est-ce encore l’adresse de cette machine ?</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/doctor.py"/>
        <source>Other machines reach it; the last was {address}.</source>
        <translation>D’autres machines l’atteignent ; la dernière était {address}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/doctor.py"/>
        <source>No other machine has reached it yet. Open its address in the browser of a telephone on the same network. If no page comes, this machine's firewall holds it back, or the network keeps its guests apart.</source>
        <translation>Aucune autre machine ne l’a encore atteint. Ouvrez son adresse dans le navigateur d’un téléphone du même réseau. Si aucune page ne vient, le pare-feu de cette machine la retient, ou le réseau isole ses invités.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/doctor.py"/>
        <source>Its announcement (mDNS, UDP port {port}) is heard on this machine. Whether it reaches laptops, one of them shows: “Join a campus” lists it. If it does not, the firewall or the network holds announcements back; type the address there.</source>
        <translation>Son annonce (mDNS, port UDP {port}) s’entend sur cette machine. Un ordinateur portable montre si elle va plus loin : « Rejoindre un campus » y affiche ce campus. Sinon, le pare-feu ou le réseau retient les annonces ; tapez-y l’adresse.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/doctor.py"/>
        <source>Its announcement (mDNS, UDP port {port}) is not heard, not even on this machine: it was started with --no-announce, or the firewall holds it back. Laptops reach it by its address all the same.</source>
        <translation>Son annonce (mDNS, port UDP {port}) ne s’entend pas, même sur cette machine : il a été lancé avec --no-announce, ou le pare-feu la retient. Les ordinateurs l’atteignent tout de même par son adresse.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/doctor.py"/>
        <source>To open the firewall: {command}</source>
        <translation>Pour ouvrir le pare-feu : {command}</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.engine</name>
    <message>
        <location filename="../../bivouac/sync/hub/engine.py"/>
        <source>This is not the address of a database. One looks like postgresql://user@server/name.</source>
        <translation>Ce n’est pas l’adresse d’une base de données. Elle ressemble à postgresql://utilisateur@serveur/nom.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/engine.py"/>
        <source>The hub's database cannot be opened. Restore the hub's folder from a copy.</source>
        <translation>La base de données du serveur ne peut pas être ouverte. Restaurez le dossier du serveur depuis une copie.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/engine.py"/>
        <source>This database belongs to another hub. Give each hub a database of its own.</source>
        <translation>Cette base de données appartient à un autre serveur de campus. Donnez à chacun la sienne.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/engine.py"/>
        <source>The hub's database is gone from its folder. Stop the hub, then bring the folder back from a copy or mend it with: bivouac hub check --repair. Laptops keep what they did and send it again.</source>
        <translation>La base de données du serveur a disparu de son dossier. Arrêtez le serveur, puis remettez le dossier à partir d’une copie ou réparez-le avec : bivouac hub check --repair. Les ordinateurs gardent ce qui a été fait et l’envoient de nouveau.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/engine.py"/>
        <source>The hub's database is gone: {path} is not there, or empty. Nothing new was begun in its place. Bring it back with the whole folder from a copy, or make it again of the newest backup: bivouac hub check --repair (in a new folder: bivouac hub restore). If people and journals are in PostgreSQL, say where: BIVOUAC_HUB_DATABASE. Laptops keep what they did and send it again.</source>
        <translation>La base de données du serveur a disparu : {path} n’est pas là, ou est vide. Rien de nouveau n’a été commencé à sa place. Remettez-la avec tout le dossier depuis une copie, ou refaites-la à partir de la sauvegarde la plus récente : bivouac hub check --repair (dans un nouveau dossier : bivouac hub restore). Si les personnes et les journaux sont dans PostgreSQL, dites où : BIVOUAC_HUB_DATABASE. Les ordinateurs gardent ce qu’ils ont fait et le renvoient.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/engine.py"/>
        <source>The hub's database in PostgreSQL is empty. Nothing new was begun in it. See that hub.json or BIVOUAC_HUB_DATABASE names the right one, or put the newest backup into it: bivouac hub restore --database. Laptops keep what they did and send it again.</source>
        <translation>La base de données du serveur dans PostgreSQL est vide. Rien de nouveau n’y a été commencé. Vérifiez que hub.json ou BIVOUAC_HUB_DATABASE nomme la bonne, ou mettez-y la sauvegarde la plus récente : bivouac hub restore --database. Les ordinateurs gardent ce qu’ils ont fait et le renvoient.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/engine.py"/>
        <source>The hub's database does not answer: {reason}. See that its server runs, and that the address is right (--database, hub.json or BIVOUAC_HUB_DATABASE).</source>
        <translation>La base de données du serveur ne répond pas : {reason}. Vérifiez que son serveur tourne, et que l’adresse est la bonne (--database, hub.json ou BIVOUAC_HUB_DATABASE).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/engine.py"/>
        <source>PostgreSQL needs the package psycopg. Install it with: pip install 'psycopg[binary]'</source>
        <translation>PostgreSQL demande le paquet psycopg. Installez-le avec : pip install psycopg[binary]</translation>
    </message>
    <message>
        <source>The hub's database is damaged. Stop the hub and restore it from a backup (bivouac hub restore); laptops keep what they did and send it again.</source>
        <translation type="vanished">La base de données du hub est endommagée. Arrêtez le hub et restaurez-le depuis une sauvegarde (bivouac hub restore) ; les ordinateurs gardent ce qui a été fait et le renvoient.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.firewall</name>
    <message>
        <location filename="../../bivouac/sync/hub/firewall.py"/>
        <source>That is typed in a terminal with an administrator's rights: right-click on Start, then “Terminal (Admin)” or “Windows PowerShell (Admin)”. If Windows asked once whether others may reach Bivouac and the answer was no, take that back: Windows Security, “Firewall &amp; network protection”, “Allow an app through firewall”, “Change settings”, tick Bivouac (or Python).</source>
        <translation>Cela se tape dans un terminal avec les droits d’administrateur : clic droit sur Démarrer, puis « Terminal (administrateur) » ou « Windows PowerShell (admin) ». Si Windows a demandé un jour si d’autres peuvent atteindre Bivouac et que la réponse a été non, revenez dessus : Sécurité Windows, « Pare-feu et protection du réseau », « Autoriser une application via le pare-feu », « Modifier les paramètres », puis cochez Bivouac (ou Python).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/firewall.py"/>
        <source>That is typed in a terminal, with the password of an administrator of this machine.</source>
        <translation>Cela se tape dans un terminal, avec le mot de passe d’un administrateur de cette machine.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.folder</name>
    <message>
        <location filename="../../bivouac/sync/hub/folder.py"/>
        <source>There is no hub in “{path}”. Make one with: bivouac hub init</source>
        <translation>Il n’y a pas de serveur dans « {path} ». Pour en créer un : bivouac hub init</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/folder.py"/>
        <location filename="../../bivouac/sync/relay/courses.py"/>
        <location filename="../../bivouac/sync/relay/upstream.py"/>
        <source>The settings of the hub ({path}) are damaged. Restore them from a copy.</source>
        <translation>Les réglages du serveur ({path}) sont endommagés. Restaurez-les depuis une copie.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/folder.py"/>
        <source>This hub was made with a newer Bivouac. Update Bivouac on this computer to run it.</source>
        <translation>Ce serveur a été créé avec une version plus récente de Bivouac. Mettez Bivouac à jour sur cet ordinateur pour le faire fonctionner.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/folder.py"/>
        <source>A campus needs a name of 1 to {n} letters.</source>
        <translation>Un campus a besoin d’un nom de 1 à {n} lettres.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/folder.py"/>
        <source>There is a hub in “{path}” already.</source>
        <translation>Il y a déjà un serveur dans « {path} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/folder.py"/>
        <source>“{path}” holds other things. Choose an empty folder or a new name.</source>
        <translation>« {path} » contient autre chose. Choisissez un dossier vide ou un nouveau nom.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.front_page</name>
    <message>
        <location filename="../../bivouac/sync/hub/front_page.py"/>
        <source>You have reached the campus “{name}”. The network lets you through.</source>
        <translation>Vous avez atteint le campus « {name} ». Le réseau vous laisse passer.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/front_page.py"/>
        <source>To learn here, open Bivouac on your computer, choose “Join a campus”, and give this address and the code that the staff gave you:</source>
        <translation>Pour apprendre ici, ouvrez Bivouac sur votre ordinateur, choisissez « Rejoindre un campus », et donnez cette adresse et le code que l’équipe vous a remis :</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/front_page.py"/>
        <source>Your joining code, to be typed with the address in Bivouac on the computer that joins:</source>
        <translation>Votre code d’inscription, à taper avec l’adresse dans Bivouac, sur l’ordinateur qui rejoint le campus :</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/front_page.py"/>
        <source>If the browser warned you: this campus has a certificate of its own, which Bivouac knows and browsers do not.</source>
        <translation>Si le navigateur vous a mis en garde : ce campus a son propre certificat, que Bivouac connaît et que les navigateurs ne connaissent pas.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/front_page.py"/>
        <source>Laptops on the same network reach this hub at:</source>
        <translation>Les ordinateurs du même réseau atteignent ce serveur à :</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/front_page.py"/>
        <source>Scan one with a telephone on the same network. If this page comes, laptops get through, too.</source>
        <translation>Scannez-en une avec un téléphone du même réseau. Si cette page vient, les ordinateurs passent aussi.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/front_page.py"/>
        <source>Other machines have reached it: {addresses}.</source>
        <translation>D’autres machines l’ont atteint : {addresses}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/front_page.py"/>
        <source>No other machine has reached it yet.</source>
        <translation>Aucune autre machine ne l’a encore atteint.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/front_page.py"/>
        <source>If the page does not come on the telephone, the firewall of this machine holds it back, or the network keeps its guests apart (then use a router of your own). To open the firewall:</source>
        <translation>Si la page ne vient pas sur le téléphone, le pare-feu de cette machine la retient, ou le réseau isole ses invités (utilisez alors votre propre routeur). Pour ouvrir le pare-feu :</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/front_page.py"/>
        <source>Laptops find this campus by themselves: “Join a campus” lists it, where the network carries announcements (mDNS, UDP port {port}). If a laptop that reaches the address does not list it, type the address there, or open that port of this machine, too:</source>
        <translation>Les ordinateurs trouvent ce campus d’eux-mêmes : « Rejoindre un campus » l’affiche, là où le réseau transmet les annonces (mDNS, port UDP {port}). Si un ordinateur qui atteint l’adresse ne l’affiche pas, tapez-y l’adresse, ou ouvrez aussi ce port de cette machine :</translation>
    </message>
    <message>
        <source>If the browser warned you: the hub has a certificate of its own, which Bivouac knows and browsers do not.</source>
        <translation type="vanished">Si le navigateur vous a mis en garde : le serveur a son propre certificat, que Bivouac connaît et que les navigateurs ne connaissent pas.</translation>
    </message>
    <message>
        <source>This is your joining code. Type it in Bivouac on the computer that joins, together with the address:</source>
        <translation type="vanished">Voici votre code d’accès. Tapez-le dans Bivouac sur l’ordinateur qui rejoint le campus, avec l’adresse :</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.joining</name>
    <message>
        <location filename="../../bivouac/sync/hub/joining.py"/>
        <source>This request to join is damaged. Update Bivouac on this computer.</source>
        <translation>Cette demande d’inscription est abîmée. Mettez Bivouac à jour sur cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/joining.py"/>
        <location filename="../../bivouac/sync/hub/signing_in.py"/>
        <source>This computer did not prove who it is. Update Bivouac on it, then try again.</source>
        <translation>Cet ordinateur n’a pas prouvé son identité. Mettez-y Bivouac à jour, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/joining.py"/>
        <source>This code is for another hub. Use it with: bivouac hub serve --upstream</source>
        <translation>Ce code est destiné à un autre serveur. Utilisez-le avec : bivouac hub serve --upstream</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/joining.py"/>
        <source>This code was used already. Ask for a new one.</source>
        <translation>Ce code a déjà servi. Demandez-en un nouveau.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/joining.py"/>
        <source>The campus does not know this code. Check it, or ask for a new one; codes run out after some days.</source>
        <translation>Le campus ne connaît pas ce code. Vérifiez-le, ou demandez-en un nouveau ; les codes expirent au bout de quelques jours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/joining.py"/>
        <source>There are too many open invitations. Wait until some have run out.</source>
        <translation>Il y a trop d’invitations en cours. Attendez que certaines expirent.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/joining.py"/>
        <source>Please give your name, with 1 to {n} letters.</source>
        <translation>Donnez votre nom, de 1 à {n} lettres.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.journals</name>
    <message>
        <location filename="../../bivouac/sync/hub/journals.py"/>
        <location filename="../../bivouac/sync/hub/pushing.py"/>
        <source>This computer sent acts that it did not write. They were not kept.</source>
        <translation>Cet ordinateur a envoyé des actions qu’il n’a pas écrites. Elles n’ont pas été gardées.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/journals.py"/>
        <source>These are the acts of another person. Sign in as that person first.</source>
        <translation>Ce sont les actions d’une autre personne. Identifiez-vous d’abord comme cette personne.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/journals.py"/>
        <source>What this computer says it holds cannot be. Update Bivouac on it, then try again.</source>
        <translation>Ce que cet ordinateur dit contenir est impossible. Mettez-y Bivouac à jour, puis réessayez.</translation>
    </message>
    <message>
        <source>The hub has other acts under this computer's name, perhaps because its disk was copied. What the hub has stays. Ask the campus staff to let this computer join again.</source>
        <translation type="vanished">Le serveur du campus a d’autres actions au nom de cet ordinateur, peut-être parce que son disque a été copié. Ce que le serveur possède est conservé. Demandez à l’équipe du campus de réinscrire cet ordinateur.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.left_out</name>
    <message>
        <location filename="../../bivouac/sync/hub/left_out.py"/>
        <source>“{title}” ({id})</source>
        <translation>« {title} » ({id})</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/hub/left_out.py"/>
        <source>{n} course was not in the backup and is missing here: {names}|{n} courses were not in the backup and are missing here: {names}</source>
        <translation>
            <numerusform>{n} cours n’était pas dans la sauvegarde et manque ici : {names}</numerusform>
            <numerusform>{n} cours n’étaient pas dans la sauvegarde et manquent ici : {names}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/left_out.py"/>
        <source>Fill them anew: from .bivouac files (bivouac hub add), from a stick, a laptop's library or the old hub's folder (bivouac hub fill), or from the hub above (bivouac hub follow). One that is wanted no more: bivouac hub remove</source>
        <translation>Remettez-les : depuis des fichiers .bivouac (bivouac hub add), depuis une clé, la bibliothèque d’un ordinateur ou le dossier de l’ancien serveur (bivouac hub fill), ou depuis le serveur en amont (bivouac hub follow). Un cours dont on ne veut plus : bivouac hub remove</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.moving</name>
    <message>
        <location filename="../../bivouac/sync/hub/moving.py"/>
        <source>There is a hub in this database already. Make a new, empty one (createdb) and name that.</source>
        <translation>Il y a déjà un serveur dans cette base de données. Créez-en une nouvelle, vide (createdb), et indiquez celle-là.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.namesakes</name>
    <message>
        <location filename="../../bivouac/sync/hub/namesakes.py"/>
        <source>Several people here are called “{name}”, and nothing was done. Name the one you mean by their id: {people}</source>
        <translation>Plusieurs personnes s’appellent ici « {name} », et rien n’a été fait. Désignez par son identifiant celle dont il s’agit : {people}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/namesakes.py"/>
        <source>“{name}” is the name of somebody else already: {people}. Tell the two apart, by a second first name or as “{name} (2)”. Nothing was done.</source>
        <translation>« {name} » est déjà le nom de quelqu’un d’autre : {people}. Distinguez les deux, par un deuxième prénom ou par « {name} (2) ». Rien n’a été fait.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/namesakes.py"/>
        <source>in no class</source>
        <translation>dans aucune classe</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.pushing</name>
    <message>
        <location filename="../../bivouac/sync/hub/pushing.py"/>
        <source>A record stands before its feed begins. Update Bivouac on this computer, then try again.</source>
        <translation>Une action se trouve avant le début de son journal. Mettez Bivouac à jour sur cet ordinateur, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/pushing.py"/>
        <source>A record names an impossible place. Update Bivouac on this computer, then try again.</source>
        <translation>Une action se trouve à un endroit impossible. Mettez Bivouac à jour sur cet ordinateur, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.refusals</name>
    <message>
        <location filename="../../bivouac/sync/hub/refusals.py"/>
        <source>That is a mistake in Bivouac, and nothing that was received is lost. The lines that follow are for those who mend it.</source>
        <translation>C’est une erreur de Bivouac, et rien de ce qui a été reçu n’est perdu. Les lignes qui suivent sont pour ceux qui la corrigent.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/refusals.py"/>
        <source>The hub has a problem of its own. Try again later; if it stays, tell the campus staff.</source>
        <translation>Le serveur du campus a un problème. Réessayez plus tard ; si cela continue, prévenez l’équipe du campus.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.repairing</name>
    <message numerus="yes">
        <location filename="../../bivouac/sync/hub/repairing.py"/>
        <source>{n} record came back.|{n} records came back.</source>
        <translation>
            <numerusform>{n} enregistrement est revenu.</numerusform>
            <numerusform>{n} enregistrements sont revenus.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/repairing.py"/>
        <source>What could not be read was looked for in the copy in {path}.</source>
        <translation>Ce qui ne se lisait plus a été cherché dans la copie dans {path}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/hub/repairing.py"/>
        <source>{n} record is missing; it comes again from the laptop that wrote it.|{n} records are missing; they come again from the laptops that wrote them.</source>
        <translation>
            <numerusform>{n} enregistrement manque ; il reviendra de l’ordinateur qui l’a écrit.</numerusform>
            <numerusform>{n} enregistrements manquent ; ils reviendront des ordinateurs qui les ont écrits.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/hub/repairing.py"/>
        <source>The name of {n} person is lost. See who with: bivouac hub learners|The names of {n} people are lost. See who with: bivouac hub learners</source>
        <translation>
            <numerusform>Le nom de {n} personne est perdu. Voyez qui avec : bivouac hub learners</numerusform>
            <numerusform>Les noms de {n} personnes sont perdus. Voyez qui avec : bivouac hub learners</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/hub/repairing.py"/>
        <source>{n} person has to join again with a personal code (bivouac hub invite --learner): {names}.|{n} people have to join again with a personal code (bivouac hub invite --learner): {names}.</source>
        <translation>
            <numerusform>{n} personne doit rejoindre de nouveau avec un code personnel (bivouac hub invite --learner) : {names}.</numerusform>
            <numerusform>{n} personnes doivent rejoindre de nouveau avec un code personnel (bivouac hub invite --learner) : {names}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/repairing.py"/>
        <source>Not everything about people and codes could be read. Who cannot get in joins again with a new code: bivouac hub invite</source>
        <translation>Tout ce qui concerne les personnes et les codes n’a pas pu être lu. Qui ne peut plus entrer rejoint de nouveau avec un nouveau code : bivouac hub invite</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/repairing.py"/>
        <source>This hub keeps people and journals in PostgreSQL. Restore that from its own backup.</source>
        <translation>Ce serveur garde les personnes et les journaux dans PostgreSQL. Restaurez celui-ci à partir de sa propre sauvegarde.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/repairing.py"/>
        <source>The copy in “{path}” is of another hub.</source>
        <translation>La copie dans « {path} » est celle d’un autre serveur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/repairing.py"/>
        <source>The hub's database is gone, and no backup of it is known to make it of. Name one with --backup, or begin with an empty one: --anew. Then everybody joins again; courses stay.</source>
        <translation>La base de données du serveur a disparu, et on ne connaît aucune sauvegarde dont la refaire. Nommez-en une avec --backup, ou commencez-en une vide : --anew. Tout le monde s’inscrit alors de nouveau ; les cours restent.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/repairing.py"/>
        <location filename="../../bivouac/sync/store/repair.py"/>
        <source>Learner {number}</source>
        <translation>Apprenant {number}</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.reports.forward</name>
    <message>
        <location filename="../../bivouac/sync/hub/reports/forward.py"/>
        <source>The hub's folder does not answer just now. Look whether its disk is there, and whether something else holds it.</source>
        <translation>Le dossier du serveur ne répond pas pour le moment. Vérifiez que son disque est là et que rien d’autre ne le bloque.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.reports.lrs</name>
    <message>
        <location filename="../../bivouac/sync/hub/reports/lrs.py"/>
        <location filename="../../bivouac/sync/protocol/line.py"/>
        <location filename="../../bivouac/sync/transfer/elsewhere.py"/>
        <source>“{url}” is not a protected address. Use one that begins with https://.</source>
        <translation>« {url} » n’est pas une adresse protégée. Utilisez-en une qui commence par https://.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/lrs.py"/>
        <source>The learning record store does not let the hub in. Check --user and the password.</source>
        <translation>L’entrepôt de traces d’apprentissage ne laisse pas entrer le serveur du campus. Vérifiez --user et le mot de passe.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/lrs.py"/>
        <source>The learning record store shows a certificate that this machine does not trust. Name its authority in REQUESTS_CA_BUNDLE.</source>
        <translation>L’entrepôt de traces d’apprentissage présente un certificat auquel cet ordinateur ne se fie pas. Indiquez son autorité dans REQUESTS_CA_BUNDLE.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/lrs.py"/>
        <source>The learning record store cannot be reached just now.</source>
        <translation>L’entrepôt de traces d’apprentissage est injoignable pour le moment.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/lrs.py"/>
        <source>The learning record store has no time just now (answer {status}).</source>
        <translation>L’entrepôt de traces d’apprentissage n’est pas disponible pour le moment (réponse {status}).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/lrs.py"/>
        <source>“{url}” is not the address of a learning record store. It looks like https://lrs.example.org/xapi.</source>
        <translation>« {url} » n’est pas l’adresse d’un entrepôt de traces d’apprentissage. Elle ressemble à https://lrs.example.org/xapi.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/lrs.py"/>
        <source>No learning record store answers at this address (answer {status}). Look whether --lrs is right.</source>
        <translation>Aucun entrepôt de traces d’apprentissage ne répond à cette adresse (réponse {status}). Vérifiez --lrs.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.reports.rows</name>
    <message>
        <location filename="../../bivouac/sync/hub/reports/rows.py"/>
        <source>Parquet needs a library that is not installed here. Install it with: pip install bivouac[parquet]. Or choose --csv.</source>
        <translation>Le format Parquet demande une bibliothèque qui n’est pas installée ici. Installez-la avec : pip install bivouac[parquet]. Ou choisissez --csv.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/rows.py"/>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/rows.py"/>
        <source>no</source>
        <translation>non</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.reports.shelf</name>
    <message>
        <location filename="../../bivouac/sync/hub/reports/shelf.py"/>
        <source>A course is not named in the report: {reason}</source>
        <translation>Un cours n’est pas nommé dans le rapport : {reason}</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.reports.spoken</name>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Received</source>
        <translation>Reçu</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Learner's id</source>
        <translation>Identifiant de la personne</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Course's id</source>
        <translation>Identifiant du cours</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Lesson's id</source>
        <translation>Identifiant de la leçon</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Lesson</source>
        <translation>Leçon</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Activity's id</source>
        <translation>Identifiant de l’activité</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Kind of activity</source>
        <translation>Type d’activité</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>What was done</source>
        <translation>Ce qui a été fait</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Question's id</source>
        <translation>Identifiant de la question</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Answer</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Share of the points</source>
        <translation>Part des points</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>From (milliseconds)</source>
        <translation>De (millisecondes)</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>To (milliseconds)</source>
        <translation>À (millisecondes)</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Place</source>
        <translation>Endroit</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Scene</source>
        <translation>Scène</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Choice</source>
        <translation>Choix</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Hints seen</source>
        <translation>Indices vus</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Bookmark set</source>
        <translation>Signet posé</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Note's id</source>
        <translation>Identifiant de la note</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Words marked</source>
        <translation>Mots marqués</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Class's id</source>
        <translation>Identifiant de la classe</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Post's id</source>
        <translation>Identifiant du message</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>In reply to</source>
        <translation>En réponse à</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>What this version cannot read</source>
        <translation>Ce que cette version ne sait pas lire</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Computer</source>
        <translation>Ordinateur</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Number on the computer</source>
        <translation>Numéro sur l’ordinateur</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>Statement's id</source>
        <translation>Identifiant de la déclaration</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>watched</source>
        <translation>a regardé</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>got to a place</source>
        <translation>est arrivé à un endroit</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>answered</source>
        <translation>a répondu</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>asked for a hint</source>
        <translation>a demandé un indice</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>chose</source>
        <translation>a choisi</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>began again</source>
        <translation>a recommencé</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>completed</source>
        <translation>a terminé</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>wrote a note</source>
        <translation>a écrit une note</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>removed a note</source>
        <translation>a retiré une note</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>bookmark</source>
        <translation>signet</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>wrote to the class</source>
        <translation>a écrit à la classe</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>announced</source>
        <translation>a annoncé</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>shared a note</source>
        <translation>a montré une note</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/reports/spoken.py"/>
        <source>removed a post</source>
        <translation>a retiré un message</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.routes</name>
    <message>
        <location filename="../../bivouac/sync/hub/routes.py"/>
        <location filename="../../bivouac/sync/hub/sql_people.py"/>
        <source>This computer was shut out of the campus. Ask the campus staff.</source>
        <translation>Cet ordinateur a été exclu du campus. Adressez-vous à l’équipe du campus.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/routes.py"/>
        <source>This request was not signed by the computer that it says it is from.</source>
        <translation>Cette demande n’a pas été signée par l’ordinateur dont elle dit venir.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/routes.py"/>
        <source>Only the hub's own machine reads its metrics.</source>
        <translation>Seule la machine du serveur lit ses compteurs.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/routes.py"/>
        <location filename="../../bivouac/sync/protocol/line.py"/>
        <location filename="../../bivouac/sync/transfer/web.py"/>
        <source>The line is too slow just now. Bivouac will try again later.</source>
        <translation>La connexion est trop lente pour le moment. Bivouac réessaiera plus tard.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/routes.py"/>
        <source>The hub reads “{kind}” here.</source>
        <translation>Le serveur du campus attend ici « {kind} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/routes.py"/>
        <source>The line broke in the middle of a request.</source>
        <translation>La connexion s’est coupée au milieu d’une demande.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/routes.py"/>
        <source>This is more than the hub takes at once. Update Bivouac on this computer.</source>
        <translation>C’est plus que le serveur du campus n’accepte en une fois. Mettez Bivouac à jour sur cet ordinateur.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.serve</name>
    <message>
        <location filename="../../bivouac/sync/hub/serve.py"/>
        <source>On Windows a hub is one process. Leave --workers out.</source>
        <translation>Sous Windows, un serveur est un seul processus. Lancez-le sans --workers.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/serve.py"/>
        <source>The hub's certificate or its key cannot be read. Restore certificate.pem and key.pem from a copy, or make new ones: bivouac hub renew-certificate</source>
        <translation>Le certificat du serveur ou sa clé ne se lit pas. Remettez certificate.pem et key.pem à partir d’une copie, ou faites-en de nouveaux : bivouac hub renew-certificate</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/serve.py"/>
        <source>there is no machine of this name</source>
        <translation>aucune machine ne porte ce nom</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/serve.py"/>
        <source>The hub cannot listen on {host}, port {port}: {reason}. Choose another --host or --port.</source>
        <translation>Le serveur ne peut pas écouter {host}, port {port} : {reason}. Choisissez un autre --host ou --port.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/serve.py"/>
        <source>This hub is running already.</source>
        <translation>Ce serveur est déjà en marche.</translation>
    </message>
    <message>
        <source>The hub's certificate or its key cannot be read. Restore certificate.pem and key.pem from a copy.</source>
        <translation type="vanished">Le certificat du serveur ou sa clé ne se lit pas. Remettez certificate.pem et key.pem à partir d’une copie.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.signing_in</name>
    <message>
        <location filename="../../bivouac/sync/hub/signing_in.py"/>
        <source>The name or the password is not right. Check both; who forgot the password asks the campus staff for a new one.</source>
        <translation>Le nom ou le mot de passe n’est pas le bon. Vérifiez les deux ; si vous avez oublié le mot de passe, demandez-en un nouveau à l’équipe du campus.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/signing_in.py"/>
        <source>The old password is not right. Type it again, or ask the campus staff for a new one.</source>
        <translation>L’ancien mot de passe n’est pas le bon. Tapez-le de nouveau, ou demandez-en un nouveau à l’équipe du campus.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.sql_classes</name>
    <message>
        <location filename="../../bivouac/sync/hub/sql_classes.py"/>
        <source>This class is kept by the hub above, and is changed there: its people come down by themselves. Nothing was done.</source>
        <translation>Cette classe est tenue par le serveur en amont et se modifie là-bas : ses membres arrivent ici d’eux-mêmes. Rien n’a été fait.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.sql_people</name>
    <message>
        <location filename="../../bivouac/sync/hub/sql_people.py"/>
        <source>No computer has the id “{id}”. See them with: bivouac hub computers</source>
        <translation>Aucun ordinateur n’a l’identifiant « {id} ». Voyez-les avec : bivouac hub computers</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/sql_people.py"/>
        <source>Another computer has this computer's name. Ask the campus staff.</source>
        <translation>Un autre ordinateur porte le nom de cet ordinateur. Adressez-vous à l’équipe du campus.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/sql_people.py"/>
        <source>This hub has joined before, so it needs an invite file of its own. Make one there: bivouac hub invite FOLDER --learner {id} --file FILE</source>
        <translation>Ce serveur a déjà rejoint celui-là : il lui faut un fichier d’invitation fait pour lui. Faites-le là-bas : bivouac hub invite DOSSIER --learner {id} --file FICHIER</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/sql_people.py"/>
        <source>Somebody of this name joined here and has a password. Sign in with the name and the password.</source>
        <translation>Quelqu’un de ce nom est déjà inscrit ici et a un mot de passe. Connectez-vous avec le nom et le mot de passe.</translation>
    </message>
    <message>
        <source>This hub has joined before. Ask for a code that is made for it.</source>
        <translation type="vanished">Ce serveur a déjà rejoint celui-ci. Demandez un code fait pour lui.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.tails</name>
    <message>
        <location filename="../../bivouac/sync/hub/tails.py"/>
        <source>In this hub's database acts of {stream} from {feed} are damaged. All else goes on. Mend it with: bivouac hub check --repair</source>
        <translation>Dans la base de données de ce serveur, des actions de {stream} venant de {feed} sont endommagées. Tout le reste continue. Réparez-la avec : bivouac hub check --repair</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/tails.py"/>
        <source>What the hub has of these acts is damaged. Nothing is lost here; tell the campus staff.</source>
        <translation>Ce que le serveur du campus a de ces actions est abîmé. Rien n’est perdu ici ; prévenez l’équipe du campus.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.trouble</name>
    <message>
        <location filename="../../bivouac/sync/hub/trouble.py"/>
        <source>The hub's database is away just now. What was received is kept; laptops send the rest later.</source>
        <translation>La base de données du serveur est absente pour l’instant. Ce qui a été reçu est gardé ; les ordinateurs enverront le reste plus tard.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/trouble.py"/>
        <source>The hub's database is damaged. Stop the hub and mend it with: bivouac hub check --repair. Laptops keep what they did and send it again.</source>
        <translation>La base de données du serveur est endommagée. Arrêtez le serveur et réparez-la avec : bivouac hub check --repair. Les ordinateurs gardent ce qui a été fait et l’envoient de nouveau.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/trouble.py"/>
        <source>The hub's disk does not take or give what it should. Look whether it is there and may be written; laptops keep what they did and send it later.</source>
        <translation>Le disque du serveur ne prend ou ne rend pas ce qu’il devrait. Vérifiez qu’il est là et qu’on peut y écrire ; les ordinateurs gardent ce qui a été fait et l’envoient plus tard.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/trouble.py"/>
        <source>The hub's database is held by another program just now. What was received is kept; laptops send the rest later.</source>
        <translation>La base de données du serveur est tenue par un autre programme en ce moment. Ce qui a été reçu est gardé ; les ordinateurs envoient le reste plus tard.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/trouble.py"/>
        <source>The hub's disk is full. Make room on it; what was received is kept, and laptops send the rest later.</source>
        <translation>Le disque du serveur du campus est plein. Faites-y de la place ; ce qui a été reçu est conservé, et les ordinateurs enverront le reste plus tard.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.unproved</name>
    <message numerus="yes">
        <location filename="../../bivouac/sync/hub/unproved.py"/>
        <source>{n} more waits in the same way.|{n} more wait in the same way.</source>
        <translation>
            <numerusform>{n} autre attend de la même façon.</numerusform>
            <numerusform>{n} autres attendent de la même façon.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/unproved.py"/>
        <source>The hub above does not take in acts of {whose} from the computer {device}: {reason} All else goes on, and these are sent again by themselves. If it stays, look there with: bivouac hub status</source>
        <translation>Le serveur en amont ne prend pas les actions de {whose} venues de l’ordinateur {device} : {reason} Tout le reste continue, et celles-ci sont renvoyées d’elles-mêmes. Si cela dure, regardez là-bas avec : bivouac hub status</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/unproved.py"/>
        <source>Acts of {whose} from the computer {device} are not taken in: {reason} All else goes on, and these are tried again by themselves. If it stays, see on the hub that has them: bivouac hub check</source>
        <translation>Les actions de {whose} venues de l’ordinateur {device} ne sont pas prises : {reason} Tout le reste continue, et celles-ci sont réessayées d’elles-mêmes. Si cela dure, voyez sur le serveur qui les a : bivouac hub check</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/unproved.py"/>
        <source>the class “{name}”</source>
        <translation>la classe « {name} »</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/unproved.py"/>
        <source>the campus “{name}”</source>
        <translation>le campus « {name} »</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.hub.workers</name>
    <message>
        <location filename="../../bivouac/sync/hub/workers.py"/>
        <source>The hub does not start. The lines above say why.</source>
        <translation>Le serveur ne démarre pas. Les lignes ci-dessus disent pourquoi.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/workers.py"/>
        <source>A process of the hub ended ({code}); another takes its place.</source>
        <translation>Un processus du serveur s’est terminé ({code}) ; un autre prend sa place.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/hub/workers.py"/>
        <source>A process of the hub cannot start: {reason}</source>
        <translation>Un processus du serveur ne peut pas démarrer : {reason}</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.journal.acts</name>
    <message>
        <location filename="../../bivouac/sync/journal/acts.py"/>
        <source>A record of kind “{kind}” is damaged.</source>
        <translation>Une action du type « {kind} » est abîmée.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.journal.feeds</name>
    <message>
        <location filename="../../bivouac/sync/journal/feeds.py"/>
        <source>A record belongs to nobody. Update Bivouac on this computer, then try again.</source>
        <translation>Une action n’appartient à personne. Mettez Bivouac à jour sur cet ordinateur, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/journal/feeds.py"/>
        <source>A record was written by nobody. Update Bivouac on this computer, then try again.</source>
        <translation>Une action n’a été écrite par personne. Mettez Bivouac à jour sur cet ordinateur, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/journal/feeds.py"/>
        <source>This journal was copied too often to be told apart. Tell the campus staff; nothing was deleted.</source>
        <translation>Ce journal a été copié trop souvent pour s’y retrouver. Prévenez l’équipe du campus ; rien n’a été supprimé.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.protocol.courier</name>
    <message>
        <location filename="../../bivouac/sync/protocol/courier.py"/>
        <source>The campus has not said yet to whom its progress is sealed. Connect to it once, then try again.</source>
        <translation>Le campus n’a pas encore dit pour qui sceller la progression. Connectez-vous à lui une fois, puis réessayez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/courier.py"/>
        <source>The key that opens what comes to this hub by stick (courier.key) is damaged. Restore it from a copy.</source>
        <translation>La clé qui ouvre ce qui arrive à ce serveur par clé USB (courier.key) est endommagée. Remettez-la à partir d’une copie.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/courier.py"/>
        <source>This file is larger than progress can be. It was not taken in.</source>
        <translation>Ce fichier est plus gros qu’une progression ne peut l’être. Il n’a pas été pris.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/courier.py"/>
        <source>This progress is not for this hub: take the stick to the hub of the campus that it comes from, or to the school's. Nothing of it was taken in; it harms nothing.</source>
        <translation>Cette progression n’est pas pour ce serveur : portez la clé au serveur du campus d’où elle vient, ou à celui de l’école. Rien n’en a été pris ; cela n’a aucune conséquence.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/courier.py"/>
        <source>This file is damaged, or was copied only in part. Copy it again, or wait for the next stick; nothing is lost.</source>
        <translation>Ce fichier est abîmé, ou n’a été copié qu’en partie. Copiez-le de nouveau, ou attendez la prochaine clé ; rien n’est perdu.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/courier.py"/>
        <source>This file is not progress of Bivouac. Nothing of it was taken in.</source>
        <translation>Ce fichier n’est pas une progression de Bivouac. Rien n’en a été pris.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/courier.py"/>
        <location filename="../../bivouac/sync/protocol/pages.py"/>
        <source>This was sent by a newer Bivouac. Update Bivouac here to read it.</source>
        <translation>Ceci a été envoyé par une version plus récente de Bivouac. Mettez Bivouac à jour ici pour le lire.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/courier.py"/>
        <source>This receipt is not from your school, or was damaged on the way. Progress waits for another one.</source>
        <translation>Ce reçu ne vient pas de votre école, ou a été abîmé en route. La progression en attend un autre.</translation>
    </message>
    <message>
        <source>This progress is for another school. Nothing of it was taken in; it harms nothing.</source>
        <translation type="vanished">Cette progression est pour une autre école. Rien n’en a été pris ; cela n’a aucune conséquence.</translation>
    </message>
    <message>
        <source>This is more than one file carries. Let the hub receive it over the network.</source>
        <translation type="vanished">C’est plus qu’un fichier ne peut transporter. Laissez le serveur le recevoir par le réseau.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.protocol.invite</name>
    <message>
        <location filename="../../bivouac/sync/protocol/invite.py"/>
        <source>This is not a joining code. A code has {n} letters and digits, like 7K3QX-9M2TB.</source>
        <translation>Ce n’est pas un code d’inscription. Un code a {n} lettres et chiffres, comme 7K3QX-9M2TB.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/invite.py"/>
        <source>This invitation was made with a newer Bivouac. Update Bivouac on this computer to use it.</source>
        <translation>Cette invitation a été créée avec une version plus récente de Bivouac. Mettez Bivouac à jour sur cet ordinateur pour l’utiliser.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/invite.py"/>
        <location filename="../../bivouac/sync/transfer/extras.py"/>
        <source>This file is not an invitation, or it was damaged on the way. Ask for it again.</source>
        <translation>Ce fichier n’est pas une invitation, ou il a été abîmé en chemin. Redemandez-le.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.protocol.line</name>
    <message>
        <location filename="../../bivouac/sync/protocol/line.py"/>
        <source>The answer of the hub is larger than it can be. Bivouac will try again later.</source>
        <translation>La réponse du serveur du campus est plus grande qu’elle ne peut l’être. Bivouac réessaiera plus tard.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/line.py"/>
        <source>The hub has a problem just now (answer {status}). Bivouac will try again later.</source>
        <translation>Le serveur du campus a un problème en ce moment (réponse {status}). Bivouac réessaiera plus tard.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/line.py"/>
        <source>“{url}” is not the address of a hub. An address looks like https://192.168.1.5:8484.</source>
        <translation>« {url} » n’est pas l’adresse d’un serveur de campus. Une adresse ressemble à https://192.168.1.5:8484.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/line.py"/>
        <source>The certificate of the hub is damaged. Ask for the invitation again.</source>
        <translation>Le certificat du serveur du campus est abîmé. Redemandez l’invitation.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/line.py"/>
        <source>By this computer's clock ({date}), the certificate of the server is not good. Is the clock right? If not, set date and time; if it is, tell whoever keeps the server.</source>
        <translation>D’après l’horloge de cet ordinateur ({date}), le certificat du serveur n’est pas valable. L’horloge est-elle juste ? Sinon, réglez la date et l’heure ; si elle l’est, prévenez qui s’occupe du serveur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/line.py"/>
        <source>Another computer answered in place of the hub; nothing was sent. Ask the campus staff if this goes on.</source>
        <translation>Un autre ordinateur a répondu à la place du serveur du campus ; rien n’a été envoyé. Si cela continue, adressez-vous à l’équipe du campus.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/line.py"/>
        <source>The line went silent. Bivouac will try again later.</source>
        <translation>La connexion ne répond plus. Bivouac réessaiera plus tard.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/line.py"/>
        <source>The server was asked too often and wants to be left alone for a while. Bivouac will try again later.</source>
        <translation>Le serveur a été sollicité trop souvent et demande une pause. Bivouac réessaiera plus tard.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/line.py"/>
        <source>The network answered in place of the hub. If it wants you to sign in first, open a web browser, sign in there, then try again.</source>
        <translation>Le réseau a répondu à la place du serveur du campus. S’il demande d’abord une identification, ouvrez un navigateur web, identifiez-vous, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.protocol.messages</name>
    <message>
        <location filename="../../bivouac/sync/protocol/messages.py"/>
        <source>The hub does not know this computer any more. Join the campus again with a new code.</source>
        <translation>Le serveur du campus ne connaît plus cet ordinateur. Rejoignez de nouveau le campus avec un nouveau code.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/messages.py"/>
        <source>A message is too large.</source>
        <translation>Un message est trop grand.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.protocol.pages</name>
    <message>
        <location filename="../../bivouac/sync/protocol/pages.py"/>
        <source>A page of records is too large.</source>
        <translation>Une page d’actions est trop grande.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/pages.py"/>
        <source>A page holds from 1 to {limit} records.</source>
        <translation>Une page contient de 1 à {limit} actions.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/pages.py"/>
        <source>A page holds consecutive records of one feed.</source>
        <translation>Une page contient des actions consécutives d’un même ordinateur.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.protocol.passwords</name>
    <message>
        <location filename="../../bivouac/sync/protocol/passwords.py"/>
        <source>A password has {least} to {most} letters, digits or signs.</source>
        <translation>Un mot de passe a de {least} à {most} lettres, chiffres ou signes.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/passwords.py"/>
        <source>Your name is not a password: everybody knows it. Choose another one.</source>
        <translation>Votre nom n’est pas un mot de passe : tout le monde le connaît. Choisissez-en un autre.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.protocol.sticks</name>
    <message>
        <location filename="../../bivouac/sync/protocol/sticks.py"/>
        <source>“{path}” cannot be read. Is the stick still there? If it is, try again, or take another one.</source>
        <translation>Impossible de lire « {path} ». La clé est-elle encore branchée ? Si oui, réessayez, ou prenez-en une autre.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/sticks.py"/>
        <source>“{path}” is no drive or folder. A stick: put it in and choose it again. A folder: make it first.</source>
        <translation>« {path} » n’est ni un disque ni un dossier. Une clé : branchez-la et choisissez-la à nouveau. Un dossier : créez-le d’abord.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/protocol/sticks.py"/>
        <source>“{path}” cannot be written. Is the stick still there, and not protected against writing?</source>
        <translation>Impossible d’écrire dans « {path} ». La clé est-elle encore branchée, et non protégée contre l’écriture ?</translation>
    </message>
    <message>
        <source>“{path}” is no drive or folder. Put the stick in and choose it again.</source>
        <translation type="vanished">« {path} » n’est ni une clé ni un dossier. Branchez la clé et choisissez-la de nouveau.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.relay.beginning_anew</name>
    <message>
        <location filename="../../bivouac/sync/relay/beginning_anew.py"/>
        <source>Laptops that joined got the root of a catalogue from “{path}” and go by no other, for good: of one with new keys they refuse every course, from the hub and from sticks, and joining it again changes nothing. Nothing was done. Bring the keys back from a copy, the catalogue too (also from a stick: bivouac hub fill HUB STICK --adopt-catalogue), and go on with: bivouac catalogue publish. If the keys are lost, make a new hub (bivouac hub init) that every laptop joins. Only if nobody has joined this one yet: --begin-anew</source>
        <translation>Les ordinateurs qui ont rejoint le serveur ont reçu de « {path} » la racine d’un catalogue et n’en suivent pas d’autre, pour toujours : avec de nouvelles clés, ils refusent chaque cours, du serveur comme des clés USB, et le rejoindre encore n’y change rien. Rien n’a été fait. Reprenez les clés d’une copie, le catalogue aussi (même d’une clé USB : bivouac hub fill HUB CLÉ --adopt-catalogue), et continuez avec : bivouac catalogue publish. Si les clés sont perdues, créez un nouveau serveur (bivouac hub init), que chaque ordinateur rejoint. Seulement si personne n’a encore rejoint celui-ci : --begin-anew</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.relay.courses</name>
    <message>
        <location filename="../../bivouac/sync/relay/courses.py"/>
        <source>The school has not published “{title}” in this version yet: it must do so (bivouac catalogue publish). Nothing of it came.</source>
        <translation>L’école n’a pas encore publié « {title} » dans cette version : c’est à elle de le faire (bivouac catalogue publish). Rien n’en est venu.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/relay/courses.py"/>
        <source>The course “{id}” did not come from the hub above: {reason}</source>
        <translation>Le cours « {id} » n’est pas venu du serveur en amont : {reason}</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.relay.filling</name>
    <message>
        <location filename="../../bivouac/sync/relay/filling.py"/>
        <source>These are the hub's own courses. Choose a stick, or another folder of courses.</source>
        <translation>Ce sont les cours du serveur lui-même. Choisissez une clé USB ou un autre dossier de cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/relay/filling.py"/>
        <source>There is no signed catalogue with these courses that the hub could go by.</source>
        <translation>Aucun catalogue signé que le serveur pourrait suivre n’accompagne ces cours.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/relay/filling.py"/>
        <source>There is not enough room on the hub's disk: {needed} MB are needed and {free} MB are free. Take courses from it (bivouac hub remove), or fill it with fewer (--course).</source>
        <translation>Il n’y a pas assez de place sur le disque du serveur : il faut {needed} Mo et {free} Mo sont libres. Retirez des cours du serveur (bivouac hub remove) ou ajoutez-en moins (--course).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/relay/filling.py"/>
        <source>The hub's disk does not keep what is written on it ({count} parts were wrong twice). Move the hub to another disk.</source>
        <translation>Le disque du serveur ne conserve pas ce qu’on y écrit (parties fausses deux fois : {count}). Déplacez le serveur sur un autre disque.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/relay/filling.py"/>
        <source>Another Bivouac is filling this hub. Wait for it, or stop it first.</source>
        <translation>Un autre Bivouac est en train de remplir ce serveur. Attendez qu’il ait fini, ou arrêtez-le d’abord.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.relay.loop</name>
    <message>
        <location filename="../../bivouac/sync/relay/loop.py"/>
        <source>With the hub above something failed. {why}</source>
        <translation>Avec le serveur en amont, quelque chose a échoué. {why}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/relay/loop.py"/>
        <source>With the hub above it did not work: {reason}</source>
        <translation>Avec le serveur en amont, cela n’a pas marché : {reason}</translation>
    </message>
    <message>
        <source>With the hub above it did not work: {reason} It is tried again and again, by itself.</source>
        <translation type="vanished">Avec le serveur supérieur, cela n’a pas marché : {reason} De nouveaux essais se font d’eux-mêmes.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.relay.mending</name>
    <message>
        <location filename="../../bivouac/sync/relay/mending.py"/>
        <source>A part of it is damaged on this hub, and no place has it right. Bring it from a stick or a file that has it: bivouac hub fill</source>
        <translation>Une partie en est endommagée sur ce serveur, et aucun endroit ne l’a en bon état. Apportez-la d’une clé ou d’un fichier qui l’a : bivouac hub fill</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.relay.newest</name>
    <message>
        <location filename="../../bivouac/sync/relay/newest.py"/>
        <source>This hub was made of a backup, whose catalogue is of {date}. What the school published or withdrew since then is not in it, and laptops that have it would go back to the older one. Name a place that has the newest: --newer-on with a stick, the folder of a campus's hub or a copy of it (or fill this hub from one first: bivouac hub fill). If there is none: --as-restored goes on from the backup; then publish and withdraw once more what you did since.</source>
        <translation>Ce serveur vient d’une sauvegarde, dont le catalogue est du {date}. Ce que l’école a publié ou retiré depuis n’y est pas, et les ordinateurs qui l’ont reviendraient à l’ancien. Nommez un endroit qui a le plus récent : --newer-on avec une clé USB, le dossier du serveur d’un campus ou une copie (ou remplissez d’abord ce serveur à partir de là : bivouac hub fill). S’il n’y en a pas : --as-restored continue à partir de la sauvegarde ; publiez et retirez alors encore une fois ce que vous avez fait depuis.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/relay/newest.py"/>
        <source>There is no signed catalogue in “{path}”. Choose another place.</source>
        <translation>Il n’y a pas de catalogue signé dans « {path} ». Choisissez un autre endroit.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.relay.school</name>
    <message>
        <location filename="../../bivouac/sync/relay/school.py"/>
        <source>This catalogue is from before the school changed its keys. Nothing of it was used. Use a newer stick.</source>
        <translation>Ce catalogue date d’avant le changement de clés de l’école. Rien n’en a été utilisé. Prenez une clé USB plus récente.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/relay/school.py"/>
        <source>This hub has a catalogue of its own, and the hub above another. Remove “{path}” to pass on the school's.</source>
        <translation>Ce serveur a son propre catalogue, et le serveur en amont en a un autre. Supprimez « {path} » pour transmettre celui de l’école.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.relay.side</name>
    <message>
        <location filename="../../bivouac/sync/relay/side.py"/>
        <source>The hub above cannot tell (yet) that these acts are their writer's.</source>
        <translation>Le serveur en amont ne peut pas (encore) savoir que ces actions sont bien de leur auteur.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.relay.upstream</name>
    <message>
        <location filename="../../bivouac/sync/relay/upstream.py"/>
        <source>“{name}” does not know this hub any more, as after it was set back to an older copy. Everything waits here. Join it again, with an invite file made there (bivouac hub invite FOLDER --learner {id} --file FILE; where nobody has this id, --role hub in its place): bivouac hub serve FOLDER --upstream FILE</source>
        <translation>« {name} » ne connaît plus ce serveur, comme après un retour à une copie plus ancienne. Tout attend ici. Rejoignez-le à nouveau, avec un fichier d’invitation fait là-bas (bivouac hub invite DOSSIER --learner {id} --file FICHIER ; si personne n’a cet identifiant, --role hub à la place) : bivouac hub serve DOSSIER --upstream FICHIER</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/relay/upstream.py"/>
        <source>The name of this hub at the hub above is lost. Everything waits here: join it again, with an invite file made there: bivouac hub serve FOLDER --upstream FILE</source>
        <translation>Le nom de ce serveur auprès du serveur en amont est perdu. Tout attend ici : inscrivez-le de nouveau, avec un fichier d’invitation fait là-bas : bivouac hub serve DOSSIER --upstream FICHIER</translation>
    </message>
    <message>
        <source>“{name}” does not know this hub any more, as after it was set back to an older copy. Everything waits here. Join it again, with an invite file made there (bivouac hub invite FOLDER --role hub --file FILE): bivouac hub serve FOLDER --upstream FILE</source>
        <translation type="vanished">« {name} » ne connaît plus ce serveur, comme après un retour à une copie plus ancienne. Tout attend ici. Rejoignez-le à nouveau, avec un fichier d’invitation fait là-bas (bivouac hub invite DOSSIER --role hub --file FICHIER) : bivouac hub serve DOSSIER --upstream FICHIER</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.store.database</name>
    <message>
        <location filename="../../bivouac/sync/store/database.py"/>
        <source>The disk cannot be read or written as it should. What was saved before is kept; close Bivouac, and if this comes again, ask staff to look at the disk.</source>
        <translation>Le disque ne se laisse pas lire ou écrire normalement. Ce qui était déjà enregistré est conservé ; fermez Bivouac et, si ce message revient, demandez à l’équipe du campus de vérifier le disque.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/database.py"/>
        <source>These files were written by a newer Bivouac. Update Bivouac on this computer to open them.</source>
        <translation>Ces fichiers ont été écrits par une version plus récente de Bivouac. Mettez Bivouac à jour sur cet ordinateur pour les ouvrir.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.store.device</name>
    <message>
        <source>The file “{name}” is damaged. Ask staff for help before you go on.</source>
        <translation type="vanished">Le fichier « {name} » est endommagé. Demandez de l’aide à l’équipe avant de continuer.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.store.journal</name>
    <message>
        <location filename="../../bivouac/sync/store/journal.py"/>
        <source>The hub sent records of somebody else. Nothing of them was kept.</source>
        <translation>Le serveur du campus a envoyé les actions de quelqu’un d’autre. Rien n’en a été gardé.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/journal.py"/>
        <source>Records are missing in what the hub sent; they will be asked for again.</source>
        <translation>Il manque des actions dans ce que le serveur du campus a envoyé ; elles seront redemandées.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.store.keeping</name>
    <message>
        <location filename="../../bivouac/sync/store/keeping.py"/>
        <source>The courses were moved to another drive meanwhile. Try again.</source>
        <translation>Les cours ont été déplacés sur un autre disque entre-temps. Réessayez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/keeping.py"/>
        <source>“{path}” is damaged: it says on which drive the courses are. Ask staff for help; nothing was changed.</source>
        <translation>« {path} » est abîmé : il dit sur quel disque sont les cours. Demandez de l’aide à l’équipe du campus ; rien n’a été changé.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/keeping.py"/>
        <source>Nothing can be written on “{name}” ({reason}). Choose another drive.</source>
        <translation>On ne peut rien écrire sur « {name} » ({reason}). Choisissez un autre disque.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/keeping.py"/>
        <source>There is no room for one more folder of courses on “{name}”.</source>
        <translation>Il n’y a pas de place pour un dossier de cours de plus sur « {name} ».</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.store.library</name>
    <message>
        <location filename="../../bivouac/sync/store/library.py"/>
        <source>“{name}” cannot be the name of a journal.</source>
        <translation>« {name} » ne peut pas être le nom d’un journal.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.store.people</name>
    <message>
        <location filename="../../bivouac/sync/store/people.py"/>
        <source>“{campus}” is known on this computer with another certificate, and what answers there now does not prove that it is the same. Nothing was given to it. Show this to the campus staff: somebody may pose as them.</source>
        <translation>« {campus} » est connu sur cet ordinateur avec un autre certificat, et ce qui y répond maintenant ne prouve pas que c’est le même. Rien ne lui a été donné. Montrez ceci à l’équipe du campus : quelqu’un se fait peut-être passer pour elle.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/people.py"/>
        <source>“{campus}” is not known to be of {name}'s school, and gets nothing that {name} did. Ask the staff of “{old}”, or try again after meeting that campus.</source>
        <translation>{name} : rien ne montre que « {campus} » est de la même école, et rien de ce que vous avez fait n’y est envoyé. Demandez à l’équipe de « {old} », ou réessayez après avoir retrouvé ce campus.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/people.py"/>
        <source>“{campus}” does not prove that it belongs to the school of “{old}”, and gets nothing that {name} did. Let this computer meet “{old}” once more, then use the code again. If that changes nothing, show this to the staff: Bivouac is too old there, or somebody poses as them.</source>
        <translation>{name} : « {campus} » ne prouve pas qu’il appartient à l’école de « {old} », et rien de ce que vous avez fait n’y est envoyé. Laissez cet ordinateur retrouver « {old} » encore une fois, puis utilisez le code à nouveau. Si cela ne change rien, montrez ceci à l’équipe : Bivouac y est trop ancien, ou quelqu’un se fait passer pour elle.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/people.py"/>
        <source>This is for {name}, whose profile on this computer has a password. Open that profile first, then ask the staff for a new code.</source>
        <translation>{name} a sur cet ordinateur un profil avec un mot de passe. Ouvrez d’abord ce profil, puis demandez un nouveau code à l’équipe.</translation>
    </message>
    <message>
        <source>“{campus}” is not known to be of {name}'s school, and gets nothing that {name} did. Ask the staff of “{old}”, or try again after meeting their hub.</source>
        <translation type="vanished">Rien ne montre que « {campus} » est de l’école de {name} : rien de ce que {name} a fait n’y est envoyé. Demandez à l’équipe de « {old} », ou réessayez après avoir retrouvé son serveur.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.store.repair</name>
    <message>
        <location filename="../../bivouac/sync/store/repair.py"/>
        <source>A file with your work was damaged, perhaps by a power cut. All of it could be read and is here; nothing was deleted.</source>
        <translation>Un fichier de votre travail était abîmé, peut-être par une coupure de courant. Tout a pu être relu et se trouve ici ; rien n’a été supprimé.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/store/repair.py"/>
        <source>A file with your work was damaged, perhaps by a power cut. {n} act of yours is here again; what could not be read is kept for staff to look at, nothing was deleted.|A file with your work was damaged, perhaps by a power cut. {n} acts of yours are here again; what could not be read is kept for staff to look at, nothing was deleted.</source>
        <translation>
            <numerusform>Un fichier de votre travail était abîmé, peut-être par une coupure de courant. {n} de vos actions est de retour ; ce qui n’a pas pu être relu est gardé pour que l’équipe du campus l’examine, rien n’a été supprimé.</numerusform>
            <numerusform>Un fichier de votre travail était abîmé, peut-être par une coupure de courant. {n} de vos actions sont de retour ; ce qui n’a pas pu être relu est gardé pour que l’équipe du campus l’examine, rien n’a été supprimé.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/store/repair.py"/>
        <source>A file with your work was damaged, perhaps by a power cut. {n} act of yours is here again, and what is missing comes from the campus as far as it has it; nothing was deleted.|A file with your work was damaged, perhaps by a power cut. {n} acts of yours are here again, and what is missing comes from the campus as far as it has it; nothing was deleted.</source>
        <translation>
            <numerusform>Un fichier de votre travail était abîmé, peut-être par une coupure de courant. {n} de vos actions est de retour, et ce qui manque viendra du campus, dans la mesure où il l’a ; rien n’a été supprimé.</numerusform>
            <numerusform>Un fichier de votre travail était abîmé, peut-être par une coupure de courant. {n} de vos actions sont de retour, et ce qui manque viendra du campus, dans la mesure où il l’a ; rien n’a été supprimé.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/repair.py"/>
        <source>Bivouac's list of people was damaged, perhaps by a power cut. Everybody's work is here, but some names are lost: join your campus again with a code for your own account, and nothing was deleted.</source>
        <translation>La liste des personnes de Bivouac était abîmée, peut-être par une coupure de courant. Le travail de chacun est là, mais des noms sont perdus : rejoignez votre campus avec un code pour votre propre compte ; rien n’a été supprimé.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/repair.py"/>
        <source>Bivouac's list of courses was damaged, perhaps by a power cut. It was made anew from the courses on this computer; nothing was deleted.</source>
        <translation>La liste des cours de Bivouac était abîmée, peut-être par une coupure de courant. Elle a été refaite à partir des cours de cet ordinateur ; rien n’a été supprimé.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.store.settings</name>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <location filename="../../bivouac/sync/transfer/first_page.py"/>
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>The language of buttons and messages. Courses keep theirs.</source>
        <translation>La langue des boutons et des messages. Les cours gardent la leur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>As on this computer</source>
        <translation>Comme sur cet ordinateur</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Light, dark, or as on this computer.</source>
        <translation>Claires, sombres, ou comme sur cet ordinateur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Light</source>
        <translation>Claires</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Dark</source>
        <translation>Sombres</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Text size</source>
        <translation>Taille du texte</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Makes everything that is written larger or smaller.</source>
        <translation>Agrandit ou réduit tout ce qui est écrit.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Small</source>
        <translation>Petite</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Normal</source>
        <translation>Normale</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Large</source>
        <translation>Grande</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Very large</source>
        <translation>Très grande</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Huge</source>
        <translation>Énorme</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Small films download fast and take little room; large ones are sharper.</source>
        <translation>Les petits films se téléchargent vite et prennent peu de place ; les grands sont plus nets.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>As suits network and room</source>
        <translation>Selon le réseau et la place</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Small (240p)</source>
        <translation>Petits (240p)</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Large (480p)</source>
        <translation>Grands (480p)</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Networks that cost</source>
        <translation>Réseaux payants</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Where you pay for what you download, courses can wait for another network. What you did is always sent: it is very little.</source>
        <translation>Là où l’on paie ce que l’on télécharge, les cours peuvent attendre un autre réseau. Ce que vous avez fait est toujours envoyé : c’est très peu.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Courses wait</source>
        <translation>Les cours attendent</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Download courses all the same</source>
        <translation>Télécharger les cours quand même</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Courses over the internet</source>
        <translation>Cours par Internet</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>What comes from a stick or from a campus in the same building never waits.</source>
        <translation>Ce qui vient d’une clé ou d’un campus dans le même bâtiment n’attend jamais.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>At any time</source>
        <translation>À toute heure</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>At night only, from 22:00 to 6:00</source>
        <translation>La nuit seulement, de 22 h à 6 h</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Speed over the internet</source>
        <translation>Vitesse par Internet</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Leaves some of a slow network to others.</source>
        <translation>Laisse aux autres une part d’un réseau lent.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>As fast as it goes</source>
        <translation>Aussi vite que possible</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>At most 1 MB a second</source>
        <translation>Au plus 1 Mo par seconde</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>At most 300 kB a second</source>
        <translation>Au plus 300 ko par seconde</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>At most 100 kB a second</source>
        <translation>Au plus 100 ko par seconde</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>At most 30 kB a second</source>
        <translation>Au plus 30 ko par seconde</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Internet a week</source>
        <translation>Internet par semaine</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>Courses stop there and go on in the next week. What you did is always sent.</source>
        <translation>Les cours s’arrêtent là et reprennent la semaine suivante. Ce que vous avez fait est toujours envoyé.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>As much as it takes</source>
        <translation>Autant qu’il en faut</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>200 MB</source>
        <translation>200 Mo</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>500 MB</source>
        <translation>500 Mo</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>1 GB</source>
        <translation>1 Go</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>3 GB</source>
        <translation>3 Go</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/store/settings.py"/>
        <source>10 GB</source>
        <translation>10 Go</translation>
    </message>
    <message>
        <source>As suits line and room</source>
        <translation type="vanished">Selon connexion et place</translation>
    </message>
    <message>
        <source>Where every byte is paid for, courses can wait for another network. What you did is always sent: it is only a few kilobytes.</source>
        <translation type="vanished">Là où chaque octet se paie, les cours peuvent attendre un autre réseau. Ce que vous avez fait est toujours envoyé : ce ne sont que quelques kilo-octets.</translation>
    </message>
    <message>
        <source>Leaves some of a weak line to others.</source>
        <translation type="vanished">Laisse aux autres une part d’une connexion faible.</translation>
    </message>
    <message>
        <source>As suits the line and the room on this computer</source>
        <translation type="vanished">Selon la connexion et la place sur cet ordinateur</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.store.shelf</name>
    <message>
        <location filename="../../bivouac/sync/store/shelf.py"/>
        <source>A part of this course is missing on this disk. Repair the course, or remove it and download it again.</source>
        <translation>Une partie de ce cours manque sur ce disque. Réparez le cours, ou retirez-le et téléchargez-le de nouveau.</translation>
    </message>
    <message>
        <source>A part of this course is missing on this disk. Remove the course and download it again.</source>
        <translation type="vanished">Il manque un élément de ce cours sur ce disque. Retirez le cours et téléchargez-le de nouveau.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.store.upkeep</name>
    <message>
        <location filename="../../bivouac/sync/store/upkeep.py"/>
        <source>Bivouac's list of courses is damaged, perhaps by a power cut. Close Bivouac and open it again: it mends the list then, and nothing is deleted.</source>
        <translation>La liste des cours de Bivouac est abîmée, peut-être par une coupure de courant. Fermez Bivouac et ouvrez-le de nouveau : il réparera la liste, et rien ne sera supprimé.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.transfer.allowance</name>
    <message>
        <location filename="../../bivouac/sync/transfer/allowance.py"/>
        <source>Every byte on this network is paid for: the course waits for another. Settings can change that.</source>
        <translation>Ce réseau est payant : le cours en attend un autre. Vous pouvez changer cela dans les réglages.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/allowance.py"/>
        <source>Courses come over the internet at night, from {begin}:00 to {end}:00. Settings can change that.</source>
        <translation>Les cours arrivent par Internet la nuit, de {begin} h à {end} h. Vous pouvez changer cela dans les réglages.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/allowance.py"/>
        <source>This week's {size} MB for courses over the internet are used up. It goes on next week, or from a stick or a campus. Settings can change that.</source>
        <translation>Les {size} Mo de cette semaine pour les cours par Internet sont épuisés. La suite viendra la semaine prochaine, ou d’une clé ou d’un campus. Vous pouvez changer cela dans les réglages.</translation>
    </message>
    <message>
        <source>This week’s {size} MB for courses over the internet are used up. It goes on next week, or from a stick or a campus. Settings can change that.</source>
        <translation type="vanished">Les {size} Mo de cette semaine pour les cours par internet sont épuisés. La suite viendra la semaine prochaine, ou d’une clé ou d’un campus. Les réglages permettent de changer cela.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.transfer.download</name>
    <message>
        <location filename="../../bivouac/sync/transfer/download.py"/>
        <source>There are no courses of Bivouac at this address.</source>
        <translation>Il n’y a aucun cours de Bivouac à cette adresse.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/download.py"/>
        <location filename="../../bivouac/sync/transfer/moving.py"/>
        <source>Another Bivouac is downloading on this computer already. Wait for it, or close it first.</source>
        <translation>Un autre Bivouac télécharge déjà sur cet ordinateur. Attendez qu’il ait fini, ou fermez-le d’abord.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.transfer.extras</name>
    <message>
        <location filename="../../bivouac/sync/transfer/extras.py"/>
        <source>These are more invitations than the {n} that one stick takes.</source>
        <translation>Il y a plus d’invitations que les {n} qu’une clé accepte.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/extras.py"/>
        <source>The signed catalogue in “{path}” is not whole, and does not go on the stick. Bring it back from a copy, then fill the stick again.</source>
        <translation>Le catalogue signé dans « {path} » n’est pas entier et n’est pas mis sur la clé. Rétablissez-le depuis une copie, puis remplissez de nouveau la clé.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/extras.py"/>
        <source>There is no invitation in “{path}”. Choose the folder that has them.</source>
        <translation>Il n’y a aucune invitation dans « {path} ». Choisissez le dossier qui les contient.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/extras.py"/>
        <source>Two files for the stick are called “{name}”. Rename one and try again.</source>
        <translation>Deux fichiers destinés à la clé s’appellent « {name} ». Renommez-en un et réessayez.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/extras.py"/>
        <source>This stick does not keep what is written on it (“{name}”). Take another stick.</source>
        <translation>Cette clé ne garde pas ce qu’on y écrit (« {name} »). Prenez une autre clé.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.transfer.first_page</name>
    <message>
        <location filename="../../bivouac/sync/transfer/first_page.py"/>
        <source>Courses on this stick</source>
        <translation>Cours sur cette clé</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/transfer/first_page.py"/>
        <source>{n} course, {size}. Prepared with Bivouac on {day}.|{n} courses, {size}. Prepared with Bivouac on {day}.</source>
        <translation>
            <numerusform>{n} cours, {size}. Préparée avec Bivouac le {day}.</numerusform>
            <numerusform>{n} cours, {size}. Préparée avec Bivouac le {day}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/first_page.py"/>
        <source>How to begin</source>
        <translation>Pour commencer</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/first_page.py"/>
        <source>Leave the stick in the computer.</source>
        <translation>Laissez la clé dans l’ordinateur.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/first_page.py"/>
        <source>If Bivouac is not on the computer yet: open the folder {place} on this stick. On Windows, double-click the file that ends in .exe or .msi. On Linux, unpack the file that ends in .tar.gz, or open the .deb or .AppImage. What is there: {names}.</source>
        <translation>Si Bivouac n’est pas encore sur l’ordinateur : ouvrez le dossier {place} de cette clé. Sous Windows, double-cliquez sur le fichier qui se termine par .exe ou .msi. Sous Linux, décompressez le fichier qui se termine par .tar.gz, ou ouvrez le .deb ou l’.AppImage. Ce qui s’y trouve : {names}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/first_page.py"/>
        <source>If Bivouac is not on the computer yet: ask the campus staff for it.</source>
        <translation>Si Bivouac n’est pas encore sur l’ordinateur : demandez-le à l’équipe du campus.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/first_page.py"/>
        <source>Start Bivouac: on Windows from the Start menu, on Linux from the list of applications. It notices the stick and offers the courses that the computer does not have.</source>
        <translation>Ouvrez Bivouac : sous Windows depuis le menu Démarrer, sous Linux depuis la liste des applications. Il remarque la clé et propose les cours que l’ordinateur n’a pas.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/first_page.py"/>
        <source>To join the campus, open the file with your own name in the folder {place} on this stick.</source>
        <translation>Pour rejoindre le campus, ouvrez le fichier qui porte votre nom dans le dossier {place} de cette clé.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/first_page.py"/>
        <source>The stick may be used in as many computers as you like, and pulled out at any moment: nothing is lost, and copying goes on when it is back.</source>
        <translation>La clé peut servir sur autant d’ordinateurs que vous voulez et être retirée à tout moment : rien n’est perdu, et la copie reprend quand elle revient.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/first_page.py"/>
        <source>Please do not rename or move anything in the folder {place}.</source>
        <translation>Veuillez ne rien renommer ni déplacer dans le dossier {place}.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.transfer.flows</name>
    <message>
        <location filename="../../bivouac/sync/transfer/flows.py"/>
        <source>The hub sends nothing. Bivouac will try again later; nothing that arrived is lost.</source>
        <translation>Le serveur du campus n’envoie rien. Bivouac réessaiera plus tard ; rien de ce qui est arrivé n’est perdu.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.transfer.folder</name>
    <message>
        <location filename="../../bivouac/sync/transfer/folder.py"/>
        <source>The stick is not there any more. Put it in again to go on.</source>
        <translation>La clé n’est plus là. Remettez-la pour continuer.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/folder.py"/>
        <source>The stick cannot be read just now. Take it out, put it in again, then try again.</source>
        <translation>La clé n’est pas lisible pour l’instant. Retirez-la, remettez-la, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.transfer.moving</name>
    <message>
        <location filename="../../bivouac/sync/transfer/moving.py"/>
        <source>The courses are being moved already. Wait for that.</source>
        <translation>Les cours sont déjà en cours de déplacement. Attendez la fin.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/moving.py"/>
        <source>This drive does not keep what is written on it. The courses stay where they were.</source>
        <translation>Ce disque ne garde pas ce qu’on y écrit. Les cours restent où ils étaient.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.transfer.offers</name>
    <message>
        <location filename="../../bivouac/sync/transfer/offers.py"/>
        <source>Nothing on the stick “{name}” that is new here can be read: it is damaged. Take the courses from another stick or from the campus.</source>
        <translation>Rien de ce que la clé « {name} » a de nouveau ne peut être lu : elle est abîmée. Prenez les cours sur une autre clé ou au campus.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.transfer.preload</name>
    <message>
        <location filename="../../bivouac/sync/transfer/preload.py"/>
        <source>Choose one stick or folder or more, and each only once.</source>
        <translation>Choisissez une clé ou un dossier au moins, et chacun une seule fois.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/preload.py"/>
        <source>There is not enough room on the stick: {needed} MB are needed and {free} MB are free. Take a larger stick, fewer courses, or films in a smaller size.</source>
        <translation>Il n’y a pas assez de place sur la clé : il faut {needed} Mo et {free} Mo sont libres. Prenez une clé plus grande, moins de cours, ou des films plus petits.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/preload.py"/>
        <source>No film of these courses is there in the size “{name}”. There are: {names}. Choose one of those, or every size.</source>
        <translation>Aucun film de ces cours n’existe dans la taille « {name} ». Il y a : {names}. Choisissez l’une de celles-ci, ou toutes les tailles.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/preload.py"/>
        <source>The stick was pulled out. Put it in again and start again: what was copied stays.</source>
        <translation>La clé a été retirée. Remettez-la et recommencez : ce qui a été copié reste.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/preload.py"/>
        <source>The stick “{path}” cannot be written ({reason}). Put it in again and start again: what was copied stays.</source>
        <translation>La clé « {path} » ne peut pas être écrite ({reason}). Remettez-la et recommencez : ce qui a été copié reste.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/preload.py"/>
        <source>This stick does not keep what is written on it ({count} parts were wrong twice). Take another stick.</source>
        <translation>Cette clé ne garde pas ce qu’on y écrit (parties fausses deux fois : {count}). Prenez une autre clé.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/preload.py"/>
        <source>Another Bivouac is filling this stick. Wait for it, or close it first.</source>
        <translation>Un autre Bivouac remplit cette clé. Attendez qu’il ait fini, ou fermez-le d’abord.</translation>
    </message>
    <message>
        <source>The stick “{path}” is not there any more, or cannot be written ({reason}). Put it in again and start again: what was copied stays.</source>
        <translation type="vanished">La clé « {path} » n’est plus là, ou ne peut pas être écrite ({reason}). Remettez-la et recommencez : ce qui a été copié reste.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.transfer.preload_report</name>
    <message>
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>A report is written as .html or .json, not “{name}”.</source>
        <translation>Un rapport s’écrit en .html ou .json, pas « {name} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>Sticks filled</source>
        <translation>Clés remplies</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>Stick</source>
        <translation>Clé</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>{complete} of {n} stick is complete.|{complete} of {n} sticks are complete.</source>
        <translation>
            <numerusform>Clés complètes : {complete} sur {n}.</numerusform>
            <numerusform>Clés complètes : {complete} sur {n}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>Not complete.</source>
        <translation>Incomplète.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>Was damaged and is mended: {names}.</source>
        <translation>Était endommagé et a été réparé : {names}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>{n} invitation.|{n} invitations.</source>
        <translation>
            <numerusform>{n} invitation.</numerusform>
            <numerusform>{n} invitations.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>Each invitation works once. Which were used already only the campus knows: who is refused asks there for a new one.</source>
        <translation>Chaque invitation sert une fois. Seul le campus sait lesquelles ont déjà servi : une personne refusée y en demande une nouvelle.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>{n} invitation was used from this stick and left out: {names}.|{n} invitations were used from this stick and left out: {names}.</source>
        <translation>
            <numerusform>{n} invitation a été utilisée depuis cette clé et laissée de côté : {names}.</numerusform>
            <numerusform>{n} invitations ont été utilisées depuis cette clé et laissées de côté : {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>Installer: {names}.|Installers: {names}.</source>
        <translation>
            <numerusform>Programme d’installation : {names}.</numerusform>
            <numerusform>Programmes d’installation : {names}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>{size} of older courses were removed.</source>
        <translation>{size} d’anciens cours ont été retirés.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>Complete: {checked}, read back from the stick and found right; all of it was there.</source>
        <translation>Complète : {checked}, relus sur la clé et trouvés justes ; tout y était déjà.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>Complete: {checked}, read back from the stick and found right ({copied} copied now, the rest was there).</source>
        <translation>Complète : {checked}, relus sur la clé et trouvés justes ({copied} copiés maintenant, le reste y était).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/preload_report.py"/>
        <source>Complete: {checked} copied, read back from the stick and found right.</source>
        <translation>Complète : {checked} copiés, relus sur la clé et trouvés justes.</translation>
    </message>
    <message>
        <source>Complete: {checked} MB, read back from the stick and found right ({copied} MB copied now, the rest was there).</source>
        <translation type="vanished">Complète : {checked} Mo, relus sur la clé et trouvés justes ({copied} Mo copiés maintenant, le reste y était).</translation>
    </message>
    <message>
        <source>Complete: {checked} MB copied, read back from the stick and found right.</source>
        <translation type="vanished">Complète : {checked} Mo copiés, relus sur la clé et trouvés justes.</translation>
    </message>
    <message>
        <source>{size} MB of older courses were removed.</source>
        <translation type="vanished">{size} Mo d’anciens cours ont été retirés.</translation>
    </message>
    <message>
        <source>Complete: {copied} MB copied, {checked} MB read back from the stick and found right.</source>
        <translation type="vanished">Complète : {copied} Mo copiés, {checked} Mo relus sur la clé et trouvés justes.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.transfer.preset</name>
    <message>
        <location filename="../../bivouac/sync/transfer/preset.py"/>
        <source>“{name}” is no preset: {reason}.</source>
        <translation>« {name} » n’est pas un modèle : {reason}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/preset.py"/>
        <source>“{path}” is a link to another folder. Put the file itself beside the preset, then try again.</source>
        <translation>« {path} » est un lien vers un autre dossier. Mettez le fichier lui-même à côté du modèle, puis réessayez.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.transfer.readback</name>
    <message>
        <location filename="../../bivouac/sync/transfer/readback.py"/>
        <source>Damaged: {part} of “{course}”.</source>
        <translation>Endommagé : {part} de « {course} ».</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/readback.py"/>
        <location filename="../../bivouac/sync/transfer/taking.py"/>
        <source>the description</source>
        <translation>la description</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/readback.py"/>
        <source>lesson “{title}”</source>
        <translation>leçon « {title} »</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/readback.py"/>
        <source>film “{title}” ({name})</source>
        <translation>film « {title} » ({name})</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/readback.py"/>
        <source>the cover</source>
        <translation>la couverture</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.transfer.registry</name>
    <message>
        <location filename="../../bivouac/sync/transfer/registry.py"/>
        <source>“{address}” is not the address of a registry. One looks like registry://courses.example.org/school/courses.</source>
        <translation>« {address} » n’est pas l’adresse d’un registre. Une adresse ressemble à registry://courses.example.org/school/courses.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/registry.py"/>
        <source>The registry does not let this computer fetch “{name}”. Ask whoever keeps it to let everybody read it.</source>
        <translation>Le registre ne laisse pas cet ordinateur prendre « {name} ». Demandez à qui s’en occupe de l’ouvrir à tous en lecture.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.transfer.replacing</name>
    <message>
        <location filename="../../bivouac/sync/transfer/replacing.py"/>
        <source>“{title}” is on this computer in version {here}. This copy is an older version ({there}).</source>
        <translation>« {title} » est sur cet ordinateur en version {here}. Cette copie est une version plus ancienne ({there}).</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/replacing.py"/>
        <source>This is another version of “{title}” than the one on this computer. Both are called {version}, and nothing says which is newer.</source>
        <translation>C’est une autre version de « {title} » que celle de cet ordinateur. Les deux s’appellent {version}, et rien ne dit laquelle est la plus récente.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/replacing.py"/>
        <source>This is another version of “{title}” ({there}) than the one on this computer ({here}), and nothing says which is newer.</source>
        <translation>C’est une autre version de « {title} » ({there}) que celle de cet ordinateur ({here}), et rien ne dit laquelle est la plus récente.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.transfer.school</name>
    <message>
        <location filename="../../bivouac/sync/transfer/school.py"/>
        <source>The school's hub does not know this computer yet: it will once it has heard from the campus.</source>
        <translation>Le serveur de l’école ne connaît pas encore cet ordinateur : il le connaîtra dès que le campus lui en aura parlé.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/school.py"/>
        <source>Another computer answered in place of the school's hub. Bivouac will try again later.</source>
        <translation>Un autre ordinateur a répondu à la place du serveur de l’école. Bivouac réessaiera plus tard.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.transfer.signed</name>
    <message>
        <location filename="../../bivouac/sync/transfer/signed.py"/>
        <location filename="../../bivouac/sync/transfer/taking.py"/>
        <source>“{title}” was not added. {reason}</source>
        <translation>« {title} » n’a pas été ajouté. {reason}</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/signed.py"/>
        <source>This computer has not yet had the school's catalogue. Connect to the campus once, or use a stick of the school's; then add the course.</source>
        <translation>Cet ordinateur n’a pas encore reçu le catalogue de l’école. Connectez-vous une fois au campus, ou utilisez une clé USB de l’école ; ajoutez ensuite le cours.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.transfer.taking</name>
    <message>
        <location filename="../../bivouac/sync/transfer/taking.py"/>
        <source>This copy of “{title}” is damaged: {parts}. What was sound is kept, and the rest comes from {campus}.</source>
        <translation>Cette copie de « {title} » est abîmée : {parts}. Ce qui était bon est gardé, et le reste vient de {campus}.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/taking.py"/>
        <source>This copy of “{title}” is damaged: {parts}. It was not added; take it from another stick or file.</source>
        <translation>Cette copie de « {title} » est abîmée : {parts}. Elle n’a pas été ajoutée ; prenez le cours d’une autre clé ou d’un autre fichier.</translation>
    </message>
    <message>
        <source>“{title}” is damaged there: {parts}. What was sound is kept, and the rest comes from {campus}.</source>
        <translation type="vanished">« {title} » y est endommagé : {parts}. Ce qui était bon est gardé, et le reste vient de {campus}.</translation>
    </message>
    <message>
        <source>“{title}” is damaged there: {parts}. It was not added; take it from another stick or file.</source>
        <translation type="vanished">« {title} » y est endommagé : {parts}. Il n’a pas été ajouté ; prenez-le d’une autre clé ou d’un autre fichier.</translation>
    </message>
</context>
<context>
    <name>bivouac.sync.transfer.web</name>
    <message>
        <location filename="../../bivouac/sync/transfer/web.py"/>
        <source>The hub does not let this computer fetch courses. Join the campus again, or ask the staff.</source>
        <translation>Le serveur du campus ne laisse pas cet ordinateur prendre des cours. Rejoignez de nouveau le campus, ou adressez-vous à l’équipe.</translation>
    </message>
    <message>
        <location filename="../../bivouac/sync/transfer/web.py"/>
        <source>What answered is not a course. If the network wants you to sign in first, open a web browser, sign in there, then try again.</source>
        <translation>Ce qui a répondu n’est pas un cours. Si le réseau demande d’abord une identification, ouvrez un navigateur web, identifiez-vous, puis réessayez.</translation>
    </message>
</context>
</TS>
