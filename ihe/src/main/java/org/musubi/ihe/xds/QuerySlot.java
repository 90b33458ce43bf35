package org.musubi.ihe.xds;

import java.util.ArrayList;
import java.util.List;
import org.musubi.ihe.xml.Element;

/**
 * One slot of a stored query, read.
 *
 * @param name with the dollar sign
 * @param values all its values, unquoted, joined by OR; empty when not well-formed
 * @param wellFormed whether every {@code Value} followed the syntax of {@link QueryValues}
 */
public record QuerySlot(String name, List<String> values, boolean wellFormed) {
  public QuerySlot {
    values = List.copyOf(values);
  }

  static QuerySlot read(Element slot) {
    String name = slot.attribute("name").orElse("");
    List<String> values = new ArrayList<>();
    try {
      for (Element list : slot.all(Ebxml.RIM, "ValueList")) {
        for (Element value : list.all(Ebxml.RIM, "Value")) {
          values.addAll(QueryValues.parse(value.text()));
        }
      }
    } catch (IllegalArgumentException broken) {
      return new QuerySlot(name, List.of(), false);
    }
    return new QuerySlot(name, values, true);
  }

  /** The name only: values may be personal data. */
  @Override
  public String toString() {
    return "QuerySlot[" + name + "]";
  }
}
