//! Unused imports and variables.

use super::Checker;
use crate::object::{ObjId, ObjKind};
use goslice_syntax::ast::Name;
use goslice_syntax::source::Pos;

/// One import declaration and whether anything of it is used.
pub(crate) struct Import {
    pub(crate) pos: Pos,
    pub(crate) path: Name,
    pub(crate) package_name: Name,
    /// The name that the declaration gives it.
    pub(crate) name: Option<Name>,
    pub(crate) used: bool,
    pub(crate) obj: Option<ObjId>,
}

impl Import {
    pub(crate) fn register(&mut self, obj: ObjId) {
        self.obj = Some(obj);
    }
}

impl<'a> Checker<'a> {
    /// Marks the import that declared `obj` as used.
    pub(crate) fn use_import(&mut self, obj: ObjId) {
        if let Some(import) = self.imports.iter_mut().find(|import| import.obj == Some(obj)) {
            import.used = true;
        }
    }

    pub(crate) fn unused_imports(&mut self) {
        if self.config.is_std {
            return;
        }
        let lang = self.lang();
        let mut errors = Vec::new();
        for import in self.imports.iter().filter(|import| !import.used) {
            let path = &import.path;
            let last = path.rsplit('/').next().unwrap_or(path);
            // The package's name is told where the path does not.
            let name = match &import.name {
                Some(name) if **name != *import.package_name && &**name != "." => Some(name),
                Some(_) => None,
                None if last != &*import.package_name => Some(&import.package_name),
                None => None,
            };
            let text = match (lang < 20, name) {
                (true, None) => format!("imported and not used: \"{path}\""),
                (true, Some(name)) => format!("imported and not used: \"{path}\" as {name}"),
                (false, None) => format!("\"{path}\" imported and not used"),
                (false, Some(name)) => format!("\"{path}\" imported as {name} and not used"),
            };
            errors.push((import.pos, text));
        }
        for (pos, text) in errors {
            self.soft_error(pos, text);
        }
    }

    /// Marks a variable as used.
    pub(crate) fn use_var(&mut self, obj: ObjId) {
        if let ObjKind::Var { used, .. } = &mut self.u.objects[obj.0 as usize].kind {
            *used = true;
        }
    }

    /// Whether the variable `obj` is used; true for all else.
    pub(crate) fn is_used(&self, obj: ObjId) -> bool {
        !matches!(self.u.object(obj).kind, ObjKind::Var { used: false, .. })
    }

    /// Complains about the unused of `vars`, which are all variables that a function's blocks declare.
    pub(crate) fn unused_vars(&mut self, vars: &[ObjId]) {
        let mut unused: Vec<ObjId> = vars.iter().copied().filter(|var| !self.is_used(*var)).collect();
        unused.sort_by_key(|var| self.u.object(*var).pos);
        for var in unused {
            let object = self.u.object(var);
            let (pos, name) = (object.pos, object.name.clone());
            if &*name != "_" {
                let text = crate::errors::texts::unused_variable(self.lang(), &name);
                self.soft_error(pos, text);
            }
        }
    }
}
