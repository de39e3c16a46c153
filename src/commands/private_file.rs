//! A file for the owner alone that is there as a whole, or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

/// A file that is being written beside the place where it will stand.
pub struct PrivateFile {
    path: PathBuf,
    /// Until it is finished.
    part: PathBuf,
    replace: bool,
    out: Option<BufWriter<File>>,
}

impl PrivateFile {
    /// Begins a file that will stand at `path`, readable by its owner alone. What stands there is kept, unless it is
    /// to be replaced.
    ///
    /// # Errors
    /// When something stands there already, or nothing can be written there.
    pub fn begin(path: &Path, replace: bool) -> anyhow::Result<Self> {
        let shown = path.display();
        match fs::symlink_metadata(path) {
            Ok(found) if !found.is_file() => bail!("could not write {shown}: it is no plain file; choose another name"),
            Ok(_) if !replace => {
                bail!("could not write {shown}: it is there already; choose another name, or give --force")
            }
            _ => {}
        }
        let name = path
            .file_name()
            .ok_or_else(|| anyhow!("could not write {shown}: it names no file; choose another name"))?
            .to_string_lossy();
        let part = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
        let mut create = File::options();
        let file = create
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&part)
            .map_err(|why| anyhow!("could not write {shown}: {why}; check the folder and who may write there"))?;
        Ok(Self { path: path.to_owned(), part, replace, out: Some(BufWriter::with_capacity(1 << 18, file)) })
    }

    /// Brings everything to disk and puts the file in its place.
    ///
    /// # Errors
    /// When the disk is full, or something stands there by now; no part of the file is left then.
    pub fn finish(mut self) -> anyhow::Result<()> {
        let shown = self.path.display().to_string();
        let full = |why: io::Error| anyhow!("could not write {shown}: {why}; make some room or choose another place");
        if let Some(out) = self.out.take() {
            let file = out.into_inner().map_err(|why| full(why.into_error()))?;
            file.sync_all().map_err(full)?;
        }
        let placed = if self.replace {
            fs::rename(&self.part, &self.path)
        } else {
            // A second name is given only where there is none; some file systems know no second names.
            match fs::hard_link(&self.part, &self.path) {
                Ok(()) => fs::remove_file(&self.part),
                Err(why) if why.kind() == io::ErrorKind::AlreadyExists => Err(why),
                Err(_) => fs::rename(&self.part, &self.path),
            }
        };
        placed.map_err(|why| anyhow!("could not write {shown}: {why}; choose another name"))?;
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        // Not every file system flushes a folder; the file itself is on disk.
        let _ = File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

impl Write for PrivateFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.as_mut().map_or(Ok(0), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for PrivateFile {
    fn drop(&mut self) {
        // Nothing half written stays; after `finish` there is nothing under this name.
        let _ = fs::remove_file(&self.part);
    }
}
