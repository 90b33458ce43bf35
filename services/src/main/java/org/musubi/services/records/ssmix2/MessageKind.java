package org.musubi.services.records.ssmix2;

import java.util.Map;
import org.musubi.ihe.Coded;

/** What the データ種別 of SS-MIX2 are called. */
final class MessageKind {
  /** The OID by which SS-MIX2 1.20 messages name their specification (MSH-21). */
  static final String SYSTEM = "1.2.392.200250.2.1.100.1.2.120";

  private static final Map<String, String> GROUPS =
      Map.of(
          "ADT",
          "患者・来院・入退院",
          "PPR",
          "病名",
          "OMD",
          "食事",
          "OMP",
          "処方・注射",
          "OML",
          "検体検査",
          "OMG",
          "放射線・内視鏡・生理検査");
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("ADT-01", "担当医の変更・取消"),
          Map.entry("ADT-12", "外来診察の受付"),
          Map.entry("ADT-21", "入院予定・取消"),
          Map.entry("ADT-22", "入院実施・取消"),
          Map.entry("ADT-31", "外出・外泊実施・取消"),
          Map.entry("ADT-32", "外出・外泊帰院実施・取消"),
          Map.entry("ADT-41", "転科・転棟予定・取消"),
          Map.entry("ADT-42", "転科・転棟実施・取消"),
          Map.entry("ADT-51", "退院予定・取消"),
          Map.entry("ADT-52", "退院実施・取消"),
          Map.entry("ADT-61", "アレルギー情報"),
          Map.entry("PPR-01", "病名情報"),
          Map.entry("OMD", "食事オーダ"),
          Map.entry("OMP-01", "処方オーダ"),
          Map.entry("OMP-02", "注射オーダ"),
          Map.entry("OMP-11", "処方実施通知"),
          Map.entry("OMP-12", "注射実施通知"),
          Map.entry("OML-01", "検体検査オーダ"),
          Map.entry("OML-11", "検体検査結果通知"),
          Map.entry("OMG-01", "放射線検査オーダ"),
          Map.entry("OMG-02", "内視鏡検査オーダ"),
          Map.entry("OMG-03", "生理検査オーダ"),
          Map.entry("OMG-11", "放射線検査実施通知"),
          Map.entry("OMG-12", "内視鏡検査実施通知"),
          Map.entry("OMG-13", "生理検査結果通知"));

  private MessageKind() {}

  static String title(String type) {
    return NAMES.getOrDefault(type, type);
  }

  static Coded typeCode(String type) {
    return new Coded(type, SYSTEM, title(type));
  }

  static Coded classCode(String type) {
    String group = type.substring(0, 3);
    return new Coded(group, SYSTEM, GROUPS.getOrDefault(group, group));
  }
}
