package dev.loopgate.retrospect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class HtmlReportTest {
  @Test
  void pageNeedsNothingElse() throws IOException {
    String page = HtmlReport.of(real(), "last night");
    assertThat(page)
        .contains("prefers-color-scheme:dark", "What last night is worth", "bea057b")
        .doesNotContain("<script", "src=", "href=", "url(", "@import");
    assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http");
  }

  @Test
  void pictureIsToldInWordsAndInATable() throws Exception {
    String page = HtmlReport.of(real(), "last night");
    Element svg = picture(page);
    assertThat(svg.getAttribute("role")).isEqualTo("img");
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).contains("val_bpb");
    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
        .contains("22 keeps over 124 measured attempts", "7 stand out");
    assertThat(page.split("<th scope=\"row\">", -1)).hasSize(23);
  }

  @Test
  void whatAnAgentWroteStaysText() throws Exception {
    String evil = "<img src=x onerror=alert(1)> \u202e\u0007 & 'x' \"y\" %s $1";
    RunLog log =
        SomeRun.table(
            "id\t<b>loss\tstatus\tdescription\na\t1\tkeep\tx\n<i>b\t0.5\tkeep\t" + evil + "\n");
    String page = HtmlReport.of(SomeRun.audit(log, Noise.stated(0.01)), "<u>log");
    assertThat(page)
        .doesNotContain("<img", "<b>", "<i>", "<u>", "\u202e", "\u0007")
        .contains("&lt;img src=x onerror=alert(1)&gt;", "%s $1");
    assertThat(picture(page)).isNotNull();
  }

  @Test
  void aRunWithoutKeepsOrNoiseHasAPageToo() throws Exception {
    RunLog log = SomeRun.keptIfSmaller(1, 2, 3);
    assertThat(HtmlReport.of(SomeRun.audit(log, Noise.shownBy(log)), "it")).doesNotContain("<svg");
    RunLog kept = SomeRun.keptIfSmaller(3, 2, 2.5, 1);
    assertThat(picture(HtmlReport.of(SomeRun.audit(kept, Noise.shownBy(kept)), "it"))).isNotNull();
  }

  private static RunAudit real() throws IOException {
    RunLog log = ReadLog.at(SomeRun.REAL, TableOptions.NONE);
    return SomeRun.audit(log, Noise.shownBy(log));
  }

  private static Element picture(String page) throws Exception {
    String svg = page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + 6);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)))
        .getDocumentElement();
  }
}
