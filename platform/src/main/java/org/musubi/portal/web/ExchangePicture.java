package org.musubi.portal.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Access;
import org.musubi.audit.Action;
import org.musubi.audit.Receipt;
import org.musubi.audit.What;
import org.musubi.facility.Demarcation;
import org.musubi.facility.Facilities;
import org.musubi.facility.Member;
import org.musubi.facility.Responsibility;
import org.musubi.facility.Transfer;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.portal.reading.JapaneseDates;
import org.musubi.service.ServiceDirectory;
import org.springframework.stereotype.Component;

/**
 * Draws an exchange across the demarcation points. The platform records at its own doors: an arrow
 * passes what lies between them and the ends, of which nothing is recorded here.
 */
@Component
class ExchangePicture {
  private static final int TOP = 110;
  private static final int ROW = 52;
  private static final int BAND = 150;
  private static final int LINES = 7;
  private static final int LETTERS = 8;
  private static final String PLATFORM = "相互接続基盤";

  private final Facilities facilities;
  private final ServiceDirectory directory;
  private final Demarcation demarcation;

  ExchangePicture(Facilities facilities, ServiceDirectory directory, Demarcation demarcation) {
    this.facilities = facilities;
    this.directory = directory;
    this.demarcation = demarcation;
  }

  /** Shown with the receipt of this very look; there is at least one act. */
  TrailExchange of(List<Access> acts, TrailWords words, Receipt receipt) {
    var ordered = acts.stream().sorted(Comparator.comparingLong(Access::position)).toList();
    var first = ordered.getFirst().event();
    var member = facilities.member(first.actor().member()).orElse(null);
    var asker = words.names().place(first.actor());
    var answerers = answerers(ordered);
    var lanes = lanes(asker, words.isPatient(first), member, names(answerers, words));
    var arrows = new ArrayList<TrailExchange.Arrow>();
    for (var access : ordered) {
      arrows.add(arrow(access, words, lanes, TOP + 24 + ROW * arrows.size()));
    }
    int end = TOP + 24 + ROW * arrows.size();
    var bands =
        member == null || words.isPatient(first)
            ? List.<TrailExchange.Band>of()
            : bands(answerers, member, asker, words, end + 10);
    return new TrailExchange(asker, lanes, arrows, bands, end, end + 10 + BAND * bands.size());
  }

  /** The communities whose information passed or was asked for. */
  private static List<String> answerers(List<Access> acts) {
    return acts.stream()
        .filter(ExchangePicture::crosses)
        .flatMap(access -> access.what().stream())
        .map(what -> what.kind() == What.Kind.COMMUNITY ? what.identifier() : what.home())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** Whether a transaction with a community was in it, and was not stopped at the platform. */
  private static boolean crosses(Access access) {
    return access.event().action().discloses()
        && access.event().details().getOrDefault("transaction", "").startsWith("ITI-")
        && TrailEnd.of(access) != TrailEnd.REFUSED;
  }

  private static String names(List<String> homes, TrailWords words) {
    return String.join("、", homes.stream().map(words.names()::community).toList());
  }

  private static List<TrailExchange.Lane> lanes(
      String asker, boolean patient, @Nullable Member member, String answerers) {
    var lanes = new ArrayList<TrailExchange.Lane>();
    if (patient) {
      lanes.add(lane("本人の端末", "", 80));
      lanes.add(lane("本人の回線", "", 330));
    } else {
      lanes.add(lane("利用者・端末", asker, 80));
      if (member != null && member.kind() != Member.Kind.OPERATOR) {
        lanes.add(lane("CPE装置", "要求側", 205));
        lanes.add(lane("アクセス回線", "要求側", 330));
        lanes.add(lane("ネットワーク|事業者", "要求側", 460));
      }
    }
    lanes.add(lane(PLATFORM, "結び", 640));
    if (!answerers.isEmpty()) {
      lanes.add(lane("ネットワーク|事業者", "応答側", 830));
      lanes.add(lane("応答側", answerers, 1020));
    }
    return lanes;
  }

  private static TrailExchange.Lane lane(String name, String whose, int x) {
    var lines = new ArrayList<>(List.of(name.split("\\|")));
    lines.addAll(cut(whose, LETTERS));
    String whole = name.replace("|", "");
    return new TrailExchange.Lane(
        whose.isEmpty() ? whole : whole + "（" + whose + "）",
        lines.size() > 4 ? List.copyOf(lines.subList(0, 4)) : lines,
        x);
  }

  private static TrailExchange.Arrow arrow(
      Access access, TrailWords words, List<TrailExchange.Lane> lanes, int y) {
    var event = access.event();
    var end = TrailEnd.of(access);
    var asker = lanes.getFirst();
    var platform = lanes.stream().filter(lane -> lane.x() == 640).findFirst().orElseThrow();
    var from = crosses(access) ? lanes.getLast() : platform;
    boolean shown = event.action().discloses() || event.action() == Action.HISTORY_READ;
    var to = asker;
    if (!shown || end == TrailEnd.REFUSED) {
      from = asker;
      to = platform;
    } else if (end == TrailEnd.FAILED) {
      to = platform;
    }
    return new TrailExchange.Arrow(
        access.position(),
        JapaneseDates.time(event.at()),
        event.action().japanese(),
        words.names().person(event.actor().person(), event.patient()),
        from.name(),
        to.name(),
        end.japanese(),
        end.mark(),
        end == TrailEnd.UNKNOWN || end == TrailEnd.ABORTED,
        from.x(),
        to.x(),
        y);
  }

  /** Answerers towards whom the same holds are told together. */
  private List<TrailExchange.Band> bands(
      List<String> homes, Member target, String asker, TrailWords words, int y) {
    var same = new LinkedHashMap<Transfer, List<String>>();
    for (var home : homes) {
      directory
          .route(HomeCommunityId.parse(home))
          .flatMap(route -> facilities.member(route.member()))
          .ifPresent(source ->
              same.computeIfAbsent(demarcation.between(source, target), one -> new ArrayList<>())
                  .add(words.names().community(home)));
    }
    var bands = new ArrayList<TrailExchange.Band>();
    same.forEach((transfer, names) -> {
      var decided = Responsibility.of(transfer);
      var answerers = String.join("、", names);
      bands.add(
          new TrailExchange.Band(
              answerers,
              assumed(transfer),
              decided,
              parts(decided, asker, answerers),
              decided.clauses().stream().map(Responsibility.Clause::japanese).toList(),
              y + BAND * bands.size()));
    });
    return bands;
  }

  /** What only the contracts say. */
  private static String assumed(Transfer transfer) {
    var segments =
        transfer.provided().stream()
            .sorted()
            .map(Transfer.Segment::japanese)
            .collect(Collectors.joining());
    return String.join(
        "、",
        "提供の形態は" + transfer.kind().japanese(),
        "根拠は" + transfer.basis().japanese(),
        "ネットワーク事業者の提供範囲は" + transfer.form().japanese(),
        segments.isEmpty() ? "提供する区間はなし" : "提供する区間は" + segments);
  }

  private static List<TrailExchange.Part> parts(
      Responsibility decided, String asker, String answerers) {
    return decided.sections().reversed().stream()
        .map(share -> {
          String accountable =
              share.accountable().japanese()
                  + "（"
                  + (share.accountable() == Responsibility.Party.SOURCE ? answerers : asker)
                  + "）";
          var duties =
              share.duties().entrySet().stream()
                  .sorted(java.util.Map.Entry.comparingByKey())
                  .map(one ->
                      one.getKey().japanese()
                          + "："
                          + String.join(
                              "・",
                              one.getValue().stream()
                                  .sorted()
                                  .map(Responsibility.Duty::japanese)
                                  .toList()))
                  .toList();
          int[] place = place(share.section());
          int letters = (place[1] - 16) / 15;
          var lines = new ArrayList<>(cut(share.section().japanese(), letters));
          lines.addAll(cut("責任：" + accountable, letters));
          lines.addAll(cut("管理：" + bearers(share), letters));
          return new TrailExchange.Part(
              share.section().japanese(),
              accountable,
              duties,
              share.rules().stream().sorted().map(Enum::name).toList(),
              lines.size() > LINES ? List.copyOf(lines.subList(0, LINES)) : lines,
              place[0],
              place[1]);
        })
        .toList();
  }

  private static String bearers(Responsibility.Share share) {
    return String.join(
        "、", share.duties().keySet().stream().sorted().map(Responsibility.Party::shortly).toList());
  }

  /** From where, and how wide. */
  private static int[] place(Responsibility.Section section) {
    return switch (section) {
      case TARGET_SITE -> new int[] {10, 195};
      case TARGET_LINE -> new int[] {205, 345};
      case PLATFORM -> new int[] {550, 180};
      case SOURCE_LINE -> new int[] {730, 190};
      case SOURCE_SITE -> new int[] {920, 190};
    };
  }

  private static List<String> cut(String text, int letters) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < text.length(); i += letters) {
      lines.add(text.substring(i, Math.min(text.length(), i + letters)));
    }
    return lines;
  }
}
