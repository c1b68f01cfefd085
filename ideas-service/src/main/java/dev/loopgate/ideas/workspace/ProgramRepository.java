package dev.loopgate.ideas.workspace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** One program's bare git repository. Everything written is complete before a name points at it. */
public final class ProgramRepository implements AutoCloseable {
  private static final Duration STALE = Duration.ofSeconds(5);

  private final Repository git;

  private ProgramRepository(Repository git) {
    this.git = git;
  }

  /** Opens the repository, creating an empty one where there is none. */
  static ProgramRepository open(Path directory) {
    try {
      FileRepository git = new FileRepository(directory.toFile());
      if (!Files.exists(directory.resolve("HEAD"))) {
        create(git);
      }
      return new ProgramRepository(git);
    } catch (IOException e) {
      throw new WorkspaceException("cannot open " + directory, e);
    }
  }

  private static synchronized void create(Repository git) throws IOException {
    if (Files.exists(git.getDirectory().toPath().resolve("HEAD"))) {
      return;
    }
    git.create(true);
    StoredConfig config = git.getConfig();
    config.setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, "fsyncobjectfiles", true);
    config.setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, "fsyncreffiles", true);
    config.setString(ConfigConstants.CONFIG_GC_SECTION, null, "auto", "0");
    config.save();
  }

  Repository git() {
    return git;
  }

  /** Writes a commit and points a ref at it; doing it again changes nothing. */
  public String commit(
      ObjectId tree, List<String> parents, Signature author, String message, String ref) {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setParentIds(parents.stream().map(ObjectId::fromString).toList());
    commit.setAuthor(author.ident());
    commit.setCommitter(author.ident());
    commit.setMessage(message);
    try (ObjectInserter inserter = git.newObjectInserter()) {
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      point(ref, id);
      return id.name();
    } catch (IOException e) {
      throw new WorkspaceException("cannot commit to " + ref, e);
    }
  }

  /** Writes an annotated tag; doing it again changes nothing. */
  public void tag(String name, String commit, Signature tagger, String message) {
    TagBuilder tag = new TagBuilder();
    tag.setTag(name);
    tag.setObjectId(ObjectId.fromString(commit), Constants.OBJ_COMMIT);
    tag.setTagger(tagger.ident());
    tag.setMessage(message);
    try (ObjectInserter inserter = git.newObjectInserter()) {
      ObjectId id = inserter.insert(tag);
      inserter.flush();
      point(Constants.R_TAGS + name, id);
    } catch (IOException e) {
      throw new WorkspaceException("cannot tag " + name, e);
    }
  }

  private void point(String ref, ObjectId id) throws IOException {
    RefUpdate.Result result = update(ref, id);
    if (result == RefUpdate.Result.LOCK_FAILURE && removeStaleLock(ref)) {
      result = update(ref, id);
    }
    switch (result) {
      case NEW, NO_CHANGE, FAST_FORWARD, FORCED -> {}
      default -> throw new WorkspaceException("git answered " + result + " for " + ref);
    }
  }

  private RefUpdate.Result update(String ref, ObjectId id) throws IOException {
    RefUpdate update = git.updateRef(ref, true);
    update.setNewObjectId(id);
    update.setForceUpdate(true);
    return update.forceUpdate();
  }

  /**
   * A process that was killed while it moved a ref leaves git's lock behind for ever. Writers of
   * one program take turns by a database lock and hold git's for milliseconds, so an old one is
   * nobody's.
   */
  private boolean removeStaleLock(String ref) throws IOException {
    Path lock = git.getDirectory().toPath().resolve(ref + ".lock");
    long fresh = System.currentTimeMillis() - STALE.toMillis();
    return Files.exists(lock)
        && Files.getLastModifiedTime(lock).toMillis() < fresh
        && Files.deleteIfExists(lock);
  }

  /** The tree of a commit. */
  public ObjectId tree(String commit) {
    try (RevWalk walk = new RevWalk(git)) {
      return walk.parseCommit(ObjectId.fromString(commit)).getTree().getId();
    } catch (IOException e) {
      throw new WorkspaceException("cannot read commit " + commit, e);
    }
  }

  /** All files of a tree, sorted by path. */
  List<TreeFile> files(ObjectId tree) {
    List<TreeFile> files = new ArrayList<>();
    try (ObjectReader reader = git.newObjectReader();
        TreeWalk walk = new TreeWalk(git, reader)) {
      walk.addTree(tree);
      walk.setRecursive(true);
      while (walk.next()) {
        ObjectId blob = walk.getObjectId(0);
        boolean isFile = walk.getFileMode(0).getObjectType() == Constants.OBJ_BLOB;
        long size = isFile ? reader.getObjectSize(blob, Constants.OBJ_BLOB) : 0;
        files.add(new TreeFile(walk.getPathString(), walk.getFileMode(0), blob, size));
      }
      return files;
    } catch (IOException e) {
      throw new WorkspaceException("cannot list tree " + tree.name(), e);
    }
  }

  /** The paths of all files of a tree. */
  public Set<String> paths(ObjectId tree) {
    return files(tree).stream().map(TreeFile::path).collect(Collectors.toCollection(TreeSet::new));
  }

  byte[] read(ObjectId blob) {
    try {
      return git.open(blob, Constants.OBJ_BLOB).getCachedBytes(Integer.MAX_VALUE);
    } catch (IOException e) {
      throw new WorkspaceException("cannot read blob " + blob.name(), e);
    }
  }

  /** A file of a commit; empty when it has no such file. */
  public Optional<byte[]> read(String commit, String path) {
    return read(tree(commit), path);
  }

  /** A file of a tree; empty when it has no such file. */
  public Optional<byte[]> read(ObjectId tree, String path) {
    try (TreeWalk walk = TreeWalk.forPath(git, path, tree)) {
      if (walk == null || walk.getFileMode(0).getObjectType() != Constants.OBJ_BLOB) {
        return Optional.empty();
      }
      return Optional.of(read(walk.getObjectId(0)));
    } catch (IOException e) {
      throw new WorkspaceException("cannot read " + path, e);
    }
  }

  /** What differs between two commits, as git writes it; binary files are only named. */
  public String diff(String before, String after) {
    ByteArrayOutputStream patch = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(patch)) {
      formatter.setRepository(git);
      formatter.setDetectRenames(false);
      formatter.format(tree(before), tree(after));
      formatter.flush();
      return patch.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new WorkspaceException("cannot compare %s with %s".formatted(before, after), e);
    }
  }

  @Override
  public void close() {
    git.close();
  }
}
