package dev.loopgate.ideas;

import dev.loopgate.wire.json.Json;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@QuarkusTest
@NullUnmarked
class UploadTest extends ServiceTest {
  @Test
  void tarballThatIsSealedInOneProgramIsSealedInAll() {
    String upload = upload(files());
    String open = newName();
    apply(program(open).replace("sealed: [evaluator/**]", "sealed: []"), upload)
        .then()
        .statusCode(201);
    String sealed = newName();
    apply(program(sealed), upload).then().statusCode(201);
    String evaluator =
        as(AGENT)
            .get("/api/v1/generations?program=" + sealed)
            .jsonPath()
            .getString("items[0].evaluatorWorkspace");
    as(AGENT).get("/api/v1/workspaces/" + evaluator).then().statusCode(403);
  }

  @Test
  void uploadUnderAWrongNameTakesNothingAway() {
    String upload = upload(files());
    as(RESEARCHER)
        .contentType("application/gzip")
        .body(TestTarball.of(files()))
        .put("/api/v1/workspaces/sha256:" + "0".repeat(64))
        .then()
        .statusCode(400);
    apply(program(newName()), upload).then().statusCode(201);
  }

  @Test
  void unsafeTarballsAreRefused() {
    for (String path :
        List.of("../x", "/etc/x", "a/../../x", ".git/config", "a/.GIT/x", "a\\b", "a\u202Eb")) {
      refusedUpload(TestTarball.of(Map.of(path, "1")), 422);
    }
    refusedUpload(TestTarball.special("link", TarConstants.LF_SYMLINK, "/etc/passwd"), 422);
    refusedUpload(TestTarball.special("link", TarConstants.LF_LINK, "config.json"), 422);
    refusedUpload(TestTarball.special("dev", TarConstants.LF_CHR, ""), 422);
    refusedUpload(TestTarball.of(Map.of("a", "1", "A", "2")), 422);
    refusedUpload(TestTarball.of(Map.of()), 422);
    refusedUpload("no tarball".getBytes(java.nio.charset.StandardCharsets.UTF_8), 422);
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i <= 10_000; i++) {
      many.put("f" + i, "");
    }
    refusedUpload(TestTarball.of(many), 422);
    refusedUpload(TestTarball.of(Map.of("big", "0".repeat((64 << 20) + 1))), 422);
    as(RESEARCHER)
        .contentType("application/gzip")
        .body(TestTarball.of(files()))
        .put("/api/v1/workspaces/sha256:" + "0".repeat(64))
        .then()
        .statusCode(400);
  }

  private static void refusedUpload(byte[] tar, int status) {
    as(RESEARCHER)
        .contentType("application/gzip")
        .body(tar)
        .put("/api/v1/workspaces/" + Json.digest(tar))
        .then()
        .log()
        .ifValidationFails()
        .statusCode(status)
        .contentType("application/problem+json");
  }
}
