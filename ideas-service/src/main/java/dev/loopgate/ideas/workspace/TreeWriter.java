package dev.loopgate.ideas.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** Collects files into a git tree. */
final class TreeWriter implements SafeUntar.Visitor, AutoCloseable {
  private final ObjectInserter inserter;
  private final Map<String, DirCacheEntry> entries = new LinkedHashMap<>();

  TreeWriter(ProgramRepository repository) {
    inserter = repository.git().newObjectInserter();
  }

  @Override
  public void file(String path, boolean executable, long size, InputStream content)
      throws IOException {
    ObjectId blob = inserter.insert(Constants.OBJ_BLOB, size, content);
    put(path, executable ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE, blob);
  }

  void put(String path, FileMode mode, ObjectId blob) {
    DirCacheEntry entry = new DirCacheEntry(path);
    entry.setFileMode(mode);
    entry.setObjectId(blob);
    entries.put(path, entry);
  }

  void put(String path, FileMode mode, byte[] content) throws IOException {
    put(path, mode, inserter.insert(Constants.OBJ_BLOB, content));
  }

  void remove(String path) {
    entries.remove(path);
  }

  ObjectId write() throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    entries.values().forEach(builder::add);
    builder.finish();
    ObjectId tree = index.writeTree(inserter);
    inserter.flush();
    return tree;
  }

  @Override
  public void close() {
    inserter.close();
  }
}
