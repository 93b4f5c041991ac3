"""How forms on web sites ask for a name, and what such forms are called, in many languages; words separated by |."""

from __future__ import annotations

_PERSONS = (
    "name|your name|full name|contact|contact name|contact person|name of contact|ihr name|vor- und nachname|ansprechpartner|"
    "ansprechpartnerin|kontaktperson|nom|votre nom|nom complet|nom et prénom|interlocuteur|nombre|su nombre|nombre completo|"
    "nombre y apellidos|persona de contacto|nome|nome completo|nome e cognome|referente|naam|uw naam|volledige naam|"
    "contactpersoon|namn|ditt namn|navn|dit navn|ditt navn|fulde navn|nimi|nimesi|yhteyshenkilö|nazwa|imię i nazwisko|"
    "osoba kontaktowa|jméno|jméno a příjmení|kontaktní osoba|meno|meno a priezvisko|név|teljes név|kapcsolattartó|nume|"
    "nume și prenume|nume complet|ime|ime i prezime|ime in priimek|име|имя|имя и фамилия|фио|ім'я|піб|ad|ad soyad|adı soyadı|"
    "isim|όνομα|ονοματεπώνυμο|お名前|氏名|ご氏名|名前|担当者|ご担当者名|姓名|您的姓名|联系人|聯絡人|이름|성함|담당자"
)
PERSONS = frozenset(_PERSONS.split("|"))
# Before a name that an address follows these say the same; in a form a telephone number may stand behind "Kontakt".
_BEFORE_NAMES = "display name|sender name|nazwisko|kontakt|성명|الاسم|اسم المرسل|שם"
LABELS_OF_NAMES = PERSONS | frozenset(_BEFORE_NAMES.split("|"))
_NAMES = (  # in the order in which they are said
    "first name|given name|vorname|prénom|voornaam|förnamn|fornavn|etunimi|imię|prenume|last name|surname|family name|nachname|"
    "nom de famille|apellidos|apellido|cognome|sobrenome|achternaam|efternamn|efternavn|etternavn|sukunimi|nazwisko|příjmení|"
    "priezvisko|vezetéknév|prezime|soyad|фамилия"
)
NAMES = tuple(_NAMES.split("|"))
# In the name or the address of whom such mail comes from.
_SITES = (
    "form|web|www|wordpress|contact|kontakt|contatt|yhteys|lomake|űrlap|iletişim|сайт|форма|フォーム|サイト|問い合わせ|表单|表單|"
    "官网|官網|网站|網站|홈페이지|문의"
)
SITES = tuple(_SITES.split("|"))
