package org.musubi.audit;

/** What lies beside exported data, for whoever receives them. */
final class ExportNotes {
  private ExportNotes() {}

  static String acts() {
    return """
    証跡の書き出し

    events.ndjson   証跡（FHIR R4 AuditEvent、1行に1件、新しい順）。患者は、受け取った方だけに通じる仮の名前です。
    proofs/         各証跡が記録されていることの証明（C2SP tlog-proof）。ファイル名は証跡番号です。
    key.pub         証跡の署名を確認する公開鍵。別の経路で入手した鍵と一致することを確認してください。

    証明の確認方法: extra の値を base64 から復元し、先頭に1バイトの 0 を付けて SHA-256 を求めます。これを
    証明にあるハッシュ値で順に結合し（RFC 9162 2.1.3.2）、末尾のチェックポイントの値と一致すること、
    チェックポイントの署名が key.pub で確認できること（C2SP signed-note）を確かめます。
    患者に関する内容は、証明の中では本人の鍵で暗号化されています。
    """;
  }

  static String archive(long first, long last, String digest) {
    return """
    証跡ログの写し（封印済み）

    log/            証跡番号 %d から %d まで。患者に関する内容は、本人の鍵で暗号化されたままです。
    verifier.jar    検証プログラム。Java 25 以降だけで動作し、基盤への接続は要りません。

    検証方法: このファイルを展開した場所で、次のとおり実行します。
      java -jar verifier.jar log log/key.pub
    log/key.pub は、別の経路で入手した鍵と一致することを確認してください。改ざんがなければ、終了コードは 0 です。
    改ざん、欠落があるときは、最初の該当箇所を表示し、終了コードは 1 です。
    ファイル一覧（log/sha256）の SHA-256: %s
    """
        .formatted(first, last, digest);
  }
}
