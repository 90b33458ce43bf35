package org.musubi.portal.reading;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a document holds and its page does not show: collected, so that the page says so. */
final class Omissions {
  static final String PICTURE = "図・画像・音声などの添付";
  static final String LINK = "文書の外へのリンク先";
  static final String REFERENCE = "文書に含まれていない項目への参照";
  static final String CODED = "本文のないコード化された項目";
  static final String BODY = "添付された本文";
  static final String HEADER = "文書情報の一部";
  static final String MODIFIED = "解釈に影響する拡張項目の意味";
  static final String DEEP = "入れ子の深い項目";

  private final Set<String> kinds = new LinkedHashSet<>();

  void add(String japanese) {
    kinds.add(japanese);
  }

  List<String> kinds() {
    return List.copyOf(kinds);
  }
}
