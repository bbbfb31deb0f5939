"""The commonest words of languages, by which texts in one script are told apart."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["FUNCTION_WORDS"]

_WORDS = {
    "en": "the of and to in is that for with are be this you not from on by was were or which have"
    " has it as an at can will would should your their if when a i all no use used but been"
    " out up",
    "fr": "le la les des du et est dans une pour pas que qui sur avec par au aux ce cette vous sont"
    " ne être il elle ou votre plus comme leur de à a en d l un y on se si tous",
    "de": "der die das und ist nicht von den dem mit für ein eine einer eines auf zu im werden wird"
    " sie sind oder kann bei als auch nach aus durch wenn ihre dass an in es so wie war hat um"
    " zum zur noch nur",
    "es": "el los las del y en que una para con por no es se su como más pero está son este esta ha"
    " al lo o ser fue puede debe sin sobre entre usted de la a e un si cada todos desde hay",
    "it": "il lo gli della di che è per una con non sono del nel dei delle alla questo questa si da"
    " ha come anche più essere ed o al le i dal può a e la in se alle nella sul",
    "pt": "o os as do da dos das em que uma para com não por é um se ao mais como foi são está pelo"
    " pela no na ou seu sua você à também de a e nos nas esta este isso sem só",
    "nl": "de het een van en is niet op te voor met zijn dat die wordt worden aan ook bij of door"
    " om naar kan als uit deze dit er maar in was over geen wel u",
    "pl": "w i na nie się z do jest że to o jak od przez po dla są ale lub oraz tego przy może czy"
    " być który które ten ta za a u we jego ich został jako tylko by",
    "cs": "a v na se je že s z do to pro by jsou nebo ale jako které který při není být o k po od"
    " tento této pokud také již ze i u ve ke byl tak má",
    "sk": "a v na sa je že s z do to pre by sú alebo ale ako ktoré ktorý pri nie byť o k po od"
    " tento tejto ak tiež už zo i u vo ku bol tak má však",
    "hu": "a az és hogy nem is egy ez van vagy meg csak de kell lehet mint el ki ha fel már volt"
    " azt ezt minden után lesz s e be le nincs ezek szerint",
    "ro": "și în de la nu cu pe care o un este din pentru să sau mai că ce a al ale sunt fi acest"
    " această dacă prin fost e i le vor pot doar",
    "sv": "och att i är det som en på för av inte med den till har ett om de kan eller från vara"
    " ska du men var denna vid så nu kunde alla finns detta",
    "da": "og at i er det som en på for af ikke med den til har et om de kan eller fra være skal du"
    " men var denne ved efter så nu alle der kun dette hvis",
    "nb": "og å i er det som en på for av ikke med den til har et om de kan eller fra være skal du"
    " men var denne ved etter så nå alle der kun dette hvis",
    "fi": "ja on ei se että oli tai ovat ole kun jos mutta myös hän tämä joka voi niin kuin sen"
    " jotka sekä o mukaan vain ennen voit sitä",
    "tr": "ve bir bu için ile de da olarak çok daha veya değil gibi olan var ne kadar ise sonra her"
    " en i o bunu tarafından ama",
    "id": "yang dan di untuk dengan tidak ini dari adalah pada ke dalam itu atau akan telah oleh"
    " bisa harus ada anda kami saya juga lebih seperti jika",
    "vi": "và của là có không cho được trong này với một các để đã người khi từ những bạn đó hoặc"
    " nếu tại trên về",
    "ru": "и в не на что с по это для как от из или к за о об его а но при если быть так все может"
    " были был также у я он она они мы вы ее их до во со только уже нет чтобы этот эта",
    "uk": "і в не на що з та це для як від із або до за про його а але при якщо бути так всі може"
    " були був також у є я він вона вони ми ви її їх ці цей ця лише вже немає й",
    "be": "і ў не на што з па гэта для як ад або да за пра яго а але пры калі быць так усе можа"
    " былі быў таксама у я ён яна яны мы вы яе іх гэты ці толькі ўжо няма",
    "bg": "и в не на че с по това за как от или към са се да е като но при ако може всички беше"
    " също който които ще а я той тя те ние вие него им само вече няма тази този до",
    "mk": "и во не на што со по ова за како од или кон се да е но при ако може сите беше исто кој"
    " кои ќе а ја тој таа тие ние вие само веќе нема оваа овој до",
    "sr": "и у не на што са по ово за како од или ка се да је као али при ако може сви био такође"
    " који које ће су а о ја он она они ми ви само већ нема овај ова до",
}

FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    tag: frozenset(words.split()) for tag, words in _WORDS.items()
}
"""Articles, prepositions, pronouns and the like of each language, in small letters."""
