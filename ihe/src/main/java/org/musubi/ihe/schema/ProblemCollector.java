package org.musubi.ihe.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.validation.Validator;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Turns what the validator reports into sentences of our own. Of its message only the rule's name
 * is looked at (XML Schema Part 1, Appendix C): the rest may quote values.
 */
final class ProblemCollector implements ErrorHandler {
  static final int MOST = 10;
  private static final int LONGEST_PATH = 200;
  private static final String CURRENT = "http://apache.org/xml/properties/dom/current-element-node";

  private final Validator validator;
  private final Set<SchemaProblem> problems = new LinkedHashSet<>();

  ProblemCollector(Validator validator) {
    this.validator = validator;
  }

  List<SchemaProblem> problems() {
    return List.copyOf(problems);
  }

  static SchemaProblem notTheMessage(String root) {
    return new SchemaProblem(
        root, "The body is another message than the one expected.", "本文が、期待されるメッセージではありません。");
  }

  static SchemaProblem unreadable(String root) {
    return new SchemaProblem(
        root, "The body cannot be checked against its schema.", "本文をスキーマで検証できません。");
  }

  @Override
  public void warning(SAXParseException warning) {
    // A warning of the validator does not make a message invalid.
  }

  @Override
  public void error(SAXParseException error) throws SAXException {
    add(error);
  }

  @Override
  public void fatalError(SAXParseException error) throws SAXException {
    add(error);
  }

  private void add(SAXParseException error) throws SAXException {
    String rule = String.valueOf(error.getMessage()).split(":", 2)[0];
    problems.add(sentence(rule, path()));
    if (problems.size() >= MOST) {
      throw new SAXException("enough");
    }
  }

  private String path() throws SAXException {
    Deque<String> names = new ArrayDeque<>();
    Node node = (Node) validator.getProperty(CURRENT);
    while (node != null && node.getNodeType() == Node.ELEMENT_NODE) {
      names.addFirst(String.valueOf(node.getLocalName()));
      node = node.getParentNode();
    }
    String path = String.join("/", names);
    return path.length() <= LONGEST_PATH ? path : path.substring(path.length() - LONGEST_PATH);
  }

  private static SchemaProblem sentence(String rule, String path) {
    if (rule.startsWith("cvc-complex-type.2.4")) {
      return new SchemaProblem(
          path,
          "An element is not expected here, or one that must come before it is missing.",
          "この位置に置けない要素があるか、必要な要素が不足しています。");
    }
    if (rule.equals("cvc-complex-type.4")) {
      return new SchemaProblem(path, "A required attribute is missing.", "必須の属性がありません。");
    }
    if (rule.startsWith("cvc-complex-type.3")) {
      return new SchemaProblem(path, "An attribute is not allowed here.", "この要素に認められていない属性があります。");
    }
    if (rule.startsWith("cvc-complex-type.2")) {
      return new SchemaProblem(path, "Text is not allowed here.", "この要素に文字列は置けません。");
    }
    if (rule.startsWith("cvc-elt.")) {
      return new SchemaProblem(
          path, "The element is not known or not usable.", "この要素は定義されていないか、使えません。");
    }
    if (rule.startsWith("cvc-")) {
      return new SchemaProblem(path, "A value does not have the required form.", "値の形式が正しくありません。");
    }
    return new SchemaProblem(path, "It does not follow the schema.", "スキーマに従っていません。");
  }
}
