// objc_msgSend and objc_msgSend_stret: keep all registers that may hold arguments, find the method, jump to it.
// Arguments on the stack stay where they are. A message to nil does nothing and gives 0.
#if !defined(__x86_64__) || !defined(__linux__)
#error "the software Metal device is for Linux on x86-64"
#endif

// On x86-64 a result of more than two words is written where the first argument points, so self and selector move on by one.
#define SEND(NAME, SELF, SELECTOR)                                                                                     \
    asm(".text\n"                                                                                                      \
        ".globl " NAME "\n"                                                                                            \
        ".type " NAME ",@function\n" NAME ":\n"                                                                        \
        "  testq " SELF "," SELF "\n"                                                                                  \
        "  jz 1f\n"                                                                                                    \
        "  pushq %rbp\n"                                                                                               \
        "  movq %rsp,%rbp\n"                                                                                           \
        "  subq $192,%rsp\n"                                                                                           \
        "  movq %rdi,0(%rsp)\n"                                                                                        \
        "  movq %rsi,8(%rsp)\n"                                                                                        \
        "  movq %rdx,16(%rsp)\n"                                                                                       \
        "  movq %rcx,24(%rsp)\n"                                                                                       \
        "  movq %r8,32(%rsp)\n"                                                                                        \
        "  movq %r9,40(%rsp)\n"                                                                                        \
        "  movq %rax,48(%rsp)\n"                                                                                       \
        "  movups %xmm0,64(%rsp)\n"                                                                                    \
        "  movups %xmm1,80(%rsp)\n"                                                                                    \
        "  movups %xmm2,96(%rsp)\n"                                                                                    \
        "  movups %xmm3,112(%rsp)\n"                                                                                   \
        "  movups %xmm4,128(%rsp)\n"                                                                                   \
        "  movups %xmm5,144(%rsp)\n"                                                                                   \
        "  movups %xmm6,160(%rsp)\n"                                                                                   \
        "  movups %xmm7,176(%rsp)\n"                                                                                   \
        "  movq " SELF ",%r10\n"                                                                                       \
        "  movq " SELECTOR ",%rsi\n"                                                                                   \
        "  movq %r10,%rdi\n"                                                                                           \
        "  call software_metal_lookup\n"                                                                               \
        "  movq %rax,%r11\n"                                                                                           \
        "  movq 0(%rsp),%rdi\n"                                                                                        \
        "  movq 8(%rsp),%rsi\n"                                                                                        \
        "  movq 16(%rsp),%rdx\n"                                                                                       \
        "  movq 24(%rsp),%rcx\n"                                                                                       \
        "  movq 32(%rsp),%r8\n"                                                                                        \
        "  movq 40(%rsp),%r9\n"                                                                                        \
        "  movq 48(%rsp),%rax\n"                                                                                       \
        "  movups 64(%rsp),%xmm0\n"                                                                                    \
        "  movups 80(%rsp),%xmm1\n"                                                                                    \
        "  movups 96(%rsp),%xmm2\n"                                                                                    \
        "  movups 112(%rsp),%xmm3\n"                                                                                   \
        "  movups 128(%rsp),%xmm4\n"                                                                                   \
        "  movups 144(%rsp),%xmm5\n"                                                                                   \
        "  movups 160(%rsp),%xmm6\n"                                                                                   \
        "  movups 176(%rsp),%xmm7\n"                                                                                   \
        "  leave\n"                                                                                                    \
        "  jmp *%r11\n"                                                                                                \
        "1: xorl %eax,%eax\n"                                                                                          \
        "  xorl %edx,%edx\n"                                                                                           \
        "  xorps %xmm0,%xmm0\n"                                                                                        \
        "  xorps %xmm1,%xmm1\n"                                                                                        \
        "  ret\n"                                                                                                      \
        ".size " NAME ",.-" NAME "\n")

SEND("objc_msgSend", "%rdi", "%rsi");
SEND("objc_msgSend_stret", "%rsi", "%rdx");
