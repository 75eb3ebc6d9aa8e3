//! The site as a first visit loads it: the way to the questions and through them.

/// Two kilobytes smaller than the standard library's. It takes memory from WebAssembly, which other targets have not.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    vattenpass::mount();
}
