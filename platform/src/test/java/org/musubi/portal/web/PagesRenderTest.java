package org.musubi.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.musubi.portal.reading.Block;
import org.musubi.portal.reading.Block.Cell;
import org.musubi.portal.reading.Block.Fact;
import org.musubi.portal.reading.Reading;
import org.musubi.soc.Verdict;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The content of pages as the templates write it. */
class PagesRenderTest {
  private final SpringTemplateEngine templates = new SpringTemplateEngine();

  PagesRenderTest() {
    var resolver = new ClassLoaderTemplateResolver();
    resolver.setPrefix("templates/");
    resolver.setSuffix(".html");
    resolver.setCharacterEncoding("UTF-8");
    templates.setTemplateResolver(resolver);
  }

  @Test
  void everyKindOfBlockIsWrittenAndNothingOfADocumentIsMarkup() {
    var page =
        document(
            new Reading(
                List.of(
                    new Block.Heading("傷病名"),
                    new Block.Heading("細目", 3),
                    new Block.Heading("所見", 4),
                    new Block.Paragraph("<b>太字</b>"),
                    new Block.Text("一\n二"),
                    new Block.Items(List.of("甲")),
                    new Block.Items(List.of("乙"), 3),
                    new Block.Facts(List.of(new Fact("状態", "確定"))),
                    new Block.Table(
                        List.of(List.of(Cell.head("日"), new Cell("値", true, 1, 2))),
                        List.of(List.of(new Cell("1日", false, 2, 1), Cell.head("K"))))),
                List.of()));

    assertThat(page)
        .contains("<h2>傷病名</h2>", "<h3>細目</h3>", "<h4>所見</h4>", "&lt;b&gt;太字&lt;/b&gt;")
        .contains("<ol start=\"3\"><li>乙</li></ol>", "<ul><li>甲</li></ul>")
        .contains("<dt>状態</dt><dd>確定</dd>")
        .contains("<th scope=\"col\">日</th>", "<th scope=\"colgroup\" colspan=\"2\">値</th>")
        .contains("<td rowspan=\"2\">1日</td>", "<th scope=\"row\">K</th>")
        .doesNotContain("表示していない項目があります");
  }

  @Test
  void whatIsLeftOutIsSaidAboveTheDocument() {
    var page = document(new Reading(List.of(new Block.Paragraph("本文")), List.of("図・画像", "リンク先")));

    assertThat(page).contains("この文書には表示していない項目があります", "図・画像、リンク先。", "この文書はマルウェア検査を受けていません。");
  }

  @Test
  void theHistoryLeadsOnAndCountsRepeats() {
    var rows = new ArrayList<Look>();
    rows.add(
        new Look(
            "2026年11月21日（令和8年） 12:00:00",
            510,
            "9:00:00",
            "東中央病院",
            "北野 窓香",
            "患者の照会",
            "",
            "閲覧されました",
            true,
            600,
            "act",
            List.of(),
            "",
            ""));
    var page =
        render(
            "portal/history",
            Map.of(
                "complaints",
                List.of(),
                "late",
                false,
                "kind",
                LookKind.DISCOVER,
                "kinds",
                LookKind.values(),
                "older",
                true,
                "page",
                new Look.Page(rows, 90L)));

    assertThat(page)
        .contains("この日 510回（最初 9:00:00）", "<option value=\"DISCOVER\" selected=\"selected\">患者の照会")
        .contains("/me/history?kind=DISCOVER&amp;before=90", "最新の記録に戻る");
  }

  @Test
  void aReportIsShownAsAClaimAndWhatCameIsNeverMarkup() {
    var page =
        event(
            new TrailReport(
                "東病院",
                false,
                "",
                "",
                "時計",
                "",
                "",
                "syslog、9 バイト",
                "</pre><script>alert(1)</script>"));

    assertThat(page)
        .contains("東病院からの報告です", "送信元の申告", "送信元も確認できません", "時計")
        .contains("&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert");
  }

  @Test
  void whatThePlatformDidItselfIsNoClaim() {
    assertThat(event(null)).doesNotContain("申告", "届いた内容");
  }

  @Test
  void whoseAnAddressWasIsShownAsAnInference() {
    assertThat(event(null)).contains("アドレスの割当先", "南病院　入口", "アドレスの登録による推定です。");
  }

  private String event(TrailReport report) {
    var model = new HashMap<String, Object>();
    model.put(
        "event", new TrailEvent(7, "機器・機関からの報告", "完了", "ok", "", List.of(), List.of(), List.of()));
    model.put("report", report);
    model.put("attributed", "南病院　入口（configuration 192.0.2.0/24）");
    return render("portal/trail-event", model);
  }

  private String document(Reading reading) {
    var model = new HashMap<String, Object>();
    model.put("handle", "h");
    model.put("title", "紹介状");
    model.put("person", new PersonView("h", "結城 花子", "ユウキ ハナコ", "1968年", "女性", 1));
    model.put("community", "西地域");
    model.put("created", "―");
    model.put("author", "―");
    model.put("verdict", Verdict.NOT_INSPECTED);
    model.put("receipt", 12L);
    model.put("reading", reading);
    return render("portal/document", model);
  }

  private String render(String view, Map<String, Object> model) {
    // Links are written by the servlet context elsewhere; here an address begins with a slash.
    templates.setLinkBuilder(
        new org.thymeleaf.linkbuilder.StandardLinkBuilder() {
          @Override
          protected String computeContextPath(
              org.thymeleaf.context.IExpressionContext context,
              String base,
              Map<String, Object> parameters) {
            return "";
          }

          @Override
          protected String processLink(
              org.thymeleaf.context.IExpressionContext context, String link) {
            return link;
          }
        });
    return templates.process(view, Set.of("content"), new Context(Locale.JAPAN, model));
  }
}
