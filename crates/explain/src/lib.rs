//! Events and growth steps in words, tables and drawings
