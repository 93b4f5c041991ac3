"""What clients put before a subject when somebody forwards or answers, and the words of separators, by
language.
"""

from __future__ import annotations

FORWARD_PREFIXES = (
    "fw|fwd|fwrd|w|forward|forwarded|wg|weiterleitung|weiterleiten|inoltra|inoltrato|transférer|transféré|reenviar|encaminhar|"
    "doorsturen|vidarebefordra|videresend|videresendt|przekaż|przekazane|přeposlat|umgeleitet|wtr|weitergeleitet|tr|transf|réf|rv|reenv|reenviado|rv:|i|inoltro|inol|enc|encam|"
    "encaminhado|res enc|"
    "doorst|doorgestuurd|vb|vs|vl|fs|pd|přep|prep|továbbítás|továbbítva|továbbítja|wtr|redir|retrimis|"
    "пр|пересл|пересыл|fwd mail|"
    "прпр|нп|πρθ|προώθηση|πρ|ilt|i̇lt|ilet|iletilen|yön|prosl|proslijeđeno|posr|edasi|edastatud|"
    "pārs|pārsūtīts|prs|persiųsta|転送|转发|轉寄|轉發|fw-|전달|תגובה הועבר|העברה|הועבר|إعادة توجيه|"
    "تحويل|توجيه|"
    "ส่งต่อ|chuyển tiếp|trs|teruskan|diteruskan|reenv|rvv|áfram|fwd.|fwd:|переслано"
)
REPLY_PREFIXES = (
    "re|aw|antw|antwort|sv|vs re|ynt|yanıt|rif|r|res|resp|rép|réponse|odp|odpověď|odpoveď|"
    "vá|vál|re^|ответ|отв|на|відп|отг|απ|απάντηση|σχετ|vast|vastaus|ats|atb|odg|odgovor|rsp|räspuns|răspuns|"
    "回复|回覆|答复|返信|회신|답장|رد|תגובה|השב|ตอบ|ตอบกลับ|trả lời|bls|balas|balasan|svar|vast|"
    "automatic reply"
)

# Stems that make a decorated line ("---- … ----", "… :") the head of a forwarded mail.
FORWARD_STEMS = (
    "forwarded|weitergeleitet|weiterleitung|transféré|transfere|réexpédi|transmis|transmission|"
    "reenviad|reenvio|renviado|inoltrat|"
    "encaminhad|doorgestuurd|doorgezonden|vidarebefordra|vidaresänd|videresend|fremsendt|"
    "edelleenlähete|välitetty|"
    "eteenpäin lähetet|välitetyn|przekazan|przesłan|podaj dalej|přepos|předan|prepos|odovzdan|"
    "továbbított|redirecționat|"
    "redirectionat|retransmis|înaintat|препратен|пересланн|пересыл|переслан|перенаправл|перенаправлен|προωθ|"
    "iletilen|iletilmiş|yönlendiril|proslijeđen|proslijedjen|prosleđen|prosledjen|прослеђен|"
    "posredovan|edastatud|"
    "pārsūtīt|pārsūtī|persiųst|転送|转发|轉寄|轉發|转寄|전달|فوروارد|محوّلة|محولة|معاد توجيه|"
    "إعادة توجيه|إعادة إرسال|"
    "تمت إعادة|موجهة|مُعاد|הועבר|מועבר|ส่งต่อ|chuyển tiếp|được chuyển|diteruskan|dimajukan|terusan|"
    "reenviat|بازارسال|هدایت شده|"
    "अग्रेषित|अग्रेषण|áframsend|birbidali|framsend"
)
ORIGINAL_STEMS = (
    "original|reply message|reply from|ursprüngl|urspruengl|d'origine|d’origine|originale|oorspronkelijk|ursprunglig|"
    "oprindelig|opprinnelig|"
    "alkuperäi|oryginaln|pierwotn|původní|pôvodn|eredeti|исходн|оригин|первоначальн|початков|вихідне|"
    "αρχικό|αρχικο|"
    "πρωτότυπο|orijinal|özgün|izvorn|izvirn|изворн|algne|algkiri|originaal|sākotnēj|oriģināl|pradin|original|"
    "元のメッセージ|原始|原邮件|原郵件|オリジナル|원본|أصلية|الأصلي|מקורית|ต้นฉบับ|ดั้งเดิม|gốc|asli|"
    "asal|اصلی|मूल|upprunaleg"
)
END_STEMS = (
    "end forwarded|end of forwarded|end of original|конец исходного|"
    "ende der weitergeleiteten|fin du message|fin del mensaje|fine messaggio|"
    "einde doorgestuurd|конец пересыл|конец пересланного|ende weitergeleitet|fim da mensagem|koniec przekaz"
)


def words(text: str) -> frozenset[str]:
    return frozenset(word for word in text.split("|") if word)


FORWARD_WORDS = words(FORWARD_PREFIXES)
REPLY_WORDS = words(REPLY_PREFIXES)
FORWARD_STEM_LIST = tuple(sorted(words(FORWARD_STEMS)))
ORIGINAL_STEM_LIST = tuple(sorted(words(ORIGINAL_STEMS)))
END_STEM_LIST = tuple(sorted(words(END_STEMS)))
