package org.musubi.portal.reading;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Japanese words for names and codes of FHIR R4. A word that is not here is shown as written. */
final class FhirWords {
  private static final Map<String, String> TYPES =
      words(
          "AllergyIntolerance=アレルギー・不耐 Binary=添付 CarePlan=診療計画 Communication=連絡 Composition=文書情報"
              + " Condition=傷病名 Consent=同意 Coverage=保険 Device=機器 DiagnosticReport=検査報告"
              + " DocumentReference=文書 Encounter=受診・入院 FamilyMemberHistory=家族歴 Goal=目標"
              + " ImagingStudy=画像検査 Immunization=予防接種 Location=場所 Medication=医薬品"
              + " MedicationAdministration=投薬実施 MedicationDispense=調剤 MedicationRequest=処方"
              + " MedicationStatement=服薬 Observation=検査・所見 Organization=機関 Patient=患者"
              + " Practitioner=医療従事者 PractitionerRole=担当 Procedure=処置・手術 RelatedPerson=関係者"
              + " ServiceRequest=依頼 Specimen=検体");

  private static final Map<String, String> LABELS =
      words(
          "abatement=終了 active=有効 address=住所 amount=量 asNeeded=頓用 asserter=申告者 attester=認証"
              + " author=作成者 authoredOn=作成日時 authorReference=記載者 authorString=記載者 basedOn=依頼元"
              + " birthDate=生年月日 bodySite=部位 category=区分 class=種別 clinicalStatus=臨床的状態 code=項目"
              + " component=内訳 confidentiality=取扱区分 contact=連絡先 content=内容 criticality=重大度"
              + " custodian=管理者 dataAbsentReason=結果がない理由 date=日時 deceased=死亡 description=説明"
              + " detail=詳細 diagnosis=診断 dispenseRequest=調剤の指示 display=名称 doNotPerform=実施しない"
              + " doseAndRate=用量 doseQuantity=1回量 dosage=用法 dosageInstruction=用法 effective=日時"
              + " encounter=受診 evidence=根拠 expirationDate=有効期限 focus=対象 gender=性別"
              + " hasMember=構成項目 high=上限 identifier=識別番号 implicitRules=前提とする規則"
              + " informationSource=情報源 ingredient=成分 intent=指示の区分 interpretation=判定 issued=発行日時"
              + " item=項目 lastOccurrence=最後の発生 line=行 location=場所 low=下限 maritalStatus=婚姻"
              + " maxDosePerPeriod=最大量 medication=医薬品 method=方法 mode=方式 name=名称"
              + " note=注記 occurrence=実施日時 onset=発症 participant=参加者 patient=患者 payload=内容"
              + " performed=実施日時 performer=実施者 period=期間 priority=優先度 qualification=資格"
              + " quantity=数量 rate=速度 reaction=反応 reason=理由 reasonCode=理由 reasonReference=理由"
              + " recordedDate=記録日時 recorder=記録者 referenceRange=基準値 relatesTo=関連文書"
              + " requester=依頼者 result=結果 route=経路 section=節 security=取扱区分 tag=目印 serviceProvider=提供機関 severity=重症度"
              + " site=部位 specimen=検体 stage=病期 status=状態 statusReason=状態の理由 subject=患者"
              + " substance=原因物質 substitution=代替 summary=要約 telecom=連絡先 text=本文 timing=時期"
              + " title=標題 type=種類 use=用途 vaccineCode=ワクチン value=結果 verificationStatus=確認の状態"
              + " manifestation=症状 deviceName=機器名 note.text=注記 hospitalization=入院"
              + " admitSource=入院経路 dischargeDisposition=退院先 conclusion=所見 allowed=可否"
              + " validityPeriod=有効期間 numberOfRepeatsAllowed=繰返し回数 expectedSupplyDuration=日数"
              + " repeat=繰返し bounds=期間 event=日時 sequence=順番 patientInstruction=患者への指示"
              + " additionalInstruction=追加の指示 iso21090-EN-representation=表記"
              + " data-absent-reason=値がない理由 attachment=添付 iso21090-nullFlavor=記載がない理由"
              + " composition-clinicaldocument-versionNumber=版 JP_eCS_Department=診療科"
              + " JP_eCS_InstitutionNumber=医療機関番号 JP_Organization_PrefectureNo=都道府県番号"
              + " JP_Organization_InsuranceOrganizationCategory=点数表番号"
              + " JP_Organization_InsuranceOrganizationNo=医療機関コード"
              + " JP_Condition_DiseasePrefixModifier=接頭語 JP_Condition_DiseasePostfixModifier=接尾語");

  private static final Map<String, String> CODES =
      words(
          "entered-in-error=誤入力（取消） final=確定 preliminary=暫定 registered=受付 amended=修正済み"
              + " corrected=訂正済み appended=追記済み cancelled=取消 revoked=取消 unknown=不明 draft=下書き"
              + " active=継続中 inactive=非活動 recurrence=再発 relapse=再燃 remission=寛解 resolved=消失"
              + " confirmed=確定 unconfirmed=未確定 provisional=暫定 differential=鑑別中 refuted=否定"
              + " completed=完了 stopped=中止 on-hold=保留 not-done=未実施 not-taken=未服用 intended=予定"
              + " in-progress=実施中 preparation=準備中 planned=予定 arrived=来院 finished=終了 onleave=外泊中"
              + " order=指示 plan=計画 proposal=提案 original-order=当初の指示 instance-order=個別の指示"
              + " male=男性 female=女性 other=その他 mild=軽度 moderate=中等度 severe=重度 high=高い low=低い"
              + " unable-to-assess=評価不能 allergy=アレルギー intolerance=不耐 food=食物 medication=医薬品"
              + " environment=環境 biologic=生物製剤 routine=通常 urgent=至急 asap=できるだけ早く stat=緊急"
              + " laboratory=検体検査 vital-signs=バイタルサイン social-history=生活歴 imaging=画像検査 exam=診察"
              + " H=高値 L=低値 N=正常 HH=極高値 LL=極低値 A=異常 AA=極異常 POS=陽性 NEG=陰性"
              + " AMB=外来 IMP=入院 EMER=救急 IDE=漢字 SYL=カナ ABC=ローマ字 masked=非開示"
              + " not-performed=未実施 asked-unknown=聴取したが不明 temp-unknown=現時点で不明"
              + " not-asked=未聴取 nilknown=なし unavailable=入手不可 notasked=未聴取 withheld=非開示"
              + " official=正式 usual=通称 old=旧 home=自宅 work=勤務先 mobile=携帯 phone=電話 email=電子メール");

  private FhirWords() {}

  private static Map<String, String> words(String pairs) {
    var words = new HashMap<String, String>();
    for (var pair : pairs.split(" ")) {
      int at = pair.indexOf('=');
      words.putIfAbsent(pair.substring(0, at), pair.substring(at + 1));
    }
    return Map.copyOf(words);
  }

  static String type(String resourceType) {
    return TYPES.getOrDefault(resourceType, resourceType);
  }

  /** A field's label; {@code valueQuantity} is labelled as {@code value} is. */
  static String label(String field) {
    for (int end = field.length(); end > 0; end--) {
      var word = LABELS.get(field.substring(0, end));
      boolean whole = end == field.length() || Character.isUpperCase(field.charAt(end));
      if (word != null && whole) {
        return word;
      }
    }
    return field;
  }

  /** What a code of FHIR itself means; null when it is not among the common ones. */
  static @Nullable String code(String code) {
    return CODES.get(code);
  }
}
