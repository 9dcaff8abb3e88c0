"""PyTorch in two forms: eager, one candidate after the other in place, and torch.compile."""
import sys

import torch

from rival import serve


def prepare(x, beta, c):
    torch.set_num_threads(int(sys.argv[2]))
    x, beta, c = (torch.from_numpy(array) for array in (x, beta, c))
    u = torch.empty(beta.shape[1], len(x))
    out = torch.empty(len(beta), len(x))

    def eager():
        for n in range(len(beta)):
            torch.addmm(c[n][:, None], beta[n], x.T, beta=-1, out=u)
            torch.mean(u.sigmoid_(), 0, out=out[n])
        return out

    compiled = torch.compile(lambda: (beta @ x.T - c[:, :, None]).sigmoid().mean(1))
    scores = {"eager": eager, "compiled": compiled}
    scores = {form: torch.inference_mode()(score) for form, score in scores.items()}
    try:
        scores["compiled"]()
    except Exception as failure:  # without a C++ compiler, for one
        print(failure, file=sys.stderr)
        del scores["compiled"]
    return scores


serve(prepare)
