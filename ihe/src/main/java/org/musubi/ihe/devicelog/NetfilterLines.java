package org.musubi.ihe.devicelog;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.devicelog.DeviceRecord.Kind;
import org.musubi.ihe.devicelog.DeviceRecord.Outcome;

/**
 * nftables: the kernel's LOG line (net/netfilter/nf_log_syslog.c), ulogd's LOGEMU which imitates
 * it, and ulogd's JSON output. What was done is only in the prefix that the rule's author chose.
 */
final class NetfilterLines implements LineParser {
  private static final Pattern UPTIME = Pattern.compile("\\[ *\\d+\\.\\d+] ?");
  private static final Pattern FIELD = Pattern.compile("(?:^| )([A-Z]{2,10})=([^ ]*)");
  private static final Pattern DENIED =
      Pattern.compile("(?i)drop|den(?:y|ied)|reject|block|refus|invalid");
  private static final Pattern ALLOWED = Pattern.compile("(?i)accept|allow|pass|permit");
  private static final Map<String, String> PROTOCOLS =
      Map.of(
          "1", "ICMP", "6", "TCP", "17", "UDP", "47", "GRE", "50", "ESP", "51", "AH", "58",
          "ICMPv6", "132", "SCTP");

  @Override
  public @Nullable Draft read(Line line) {
    int in = line.text().indexOf("IN=");
    if (in < 0 || !line.text().contains(" OUT=") || !line.text().contains(" SRC=")) {
      return null;
    }
    var fields = new HashMap<String, String>();
    // An ICMP error repeats in brackets the packet it is about; that one did not come from here.
    int inner = line.text().indexOf(" [SRC=", in);
    var matcher = FIELD.matcher(line.text()).region(in, inner < 0 ? line.text().length() : inner);
    while (matcher.find()) {
      fields.putIfAbsent(matcher.group(1), matcher.group(2));
    }
    var prefix = UPTIME.matcher(line.text().substring(0, in)).replaceFirst("");
    return packet(
        prefix,
        fields.get("SRC"),
        fields.get("SPT"),
        fields.get("DST"),
        fields.get("DPT"),
        fields.get("PROTO"));
  }

  @Override
  public @Nullable Draft read(Line line, Map<String, String> fields) {
    boolean ours =
        fields.containsKey("dvc")
            || fields.keySet().stream()
                .anyMatch(name -> name.matches("(?:oob|raw|ct|orig\\.ip|ip)\\..*"));
    var source = LineParser.first(fields, "src_ip", "ip.saddr.str", "orig.ip.saddr.str");
    if (!ours || source == null) {
      return null;
    }
    var draft =
        packet(
            LineParser.first(fields, "oob.prefix", "ct.event"),
            source,
            LineParser.first(fields, "src_port", "tcp.sport", "udp.sport", "orig.l4.sport"),
            LineParser.first(fields, "dest_ip", "ip.daddr.str", "orig.ip.daddr.str"),
            LineParser.first(fields, "dest_port", "tcp.dport", "udp.dport", "orig.l4.dport"),
            LineParser.first(fields, "ip.protocol", "orig.ip.protocol", "protocol"));
    switch (String.valueOf(fields.get("action"))) {
      case "allowed" -> draft.outcome(Outcome.ALLOWED);
      case "blocked" -> draft.outcome(Outcome.DENIED);
      default -> {
        // the prefix has said it, or nobody
      }
    }
    return draft.at(line.stamp(LineParser.first(fields, "timestamp")));
  }

  private static Draft packet(
      @Nullable String prefix,
      @Nullable String source,
      @Nullable String sourcePort,
      @Nullable String destination,
      @Nullable String destinationPort,
      @Nullable String protocol) {
    var draft =
        new Draft(Kind.NETFILTER)
            .from(source, sourcePort)
            .to(destination, destinationPort)
            .by(
                protocol == null
                    ? null
                    : PROTOCOLS.getOrDefault(protocol, protocol.toUpperCase(Locale.ROOT)))
            .action(prefix);
    if (prefix != null && DENIED.matcher(prefix).find()) {
      draft.outcome(Outcome.DENIED);
    } else if (prefix != null && ALLOWED.matcher(prefix).find()) {
      draft.outcome(Outcome.ALLOWED);
    }
    return draft;
  }
}
