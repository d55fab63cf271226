"""XLNet: pretraining, by the script for GPUs, here without one."""

from tests.benchmarks.research.data import by_the_genuine
from tests.benchmarks.research.recipes import EntryPoint, Repository

DATA = '--record_info_dir=tiny --train_batch_size=4 --seq_len=16 --reuse_len=8 --num_predict=4 --nobi_data'
SIZES = '--n_layer=2 --d_model=16 --d_embed=16 --n_head=2 --d_head=8 --d_inner=24 --mem_len=8 --perm_size=8 --untie_r'
TRAIN = (
    f'train_gpu.py {DATA} {SIZES} --model_dir=tiny/model --num_core_per_host=1 --dropout=0.1 --dropatt=0.1 '
    '--train_steps=11 --iterations=4 --save_steps=8 --learning_rate=1e-3'
)
RECORDS = by_the_genuine('permutations.py', 'tiny', '4', '16', '8', '4', '6', '1')
REPOSITORY = Repository(
    'zihangdai/xlnet',
    (EntryPoint('train_gpu', TRAIN, before=(RECORDS,)),),
    {
        'tensorflow.contrib.tpu.proto ': 'true: 1.15.5 cannot import it either, it has been moved',
        '_get_tpu_context ': 'true: not in 1.15.5 either',
        'RestartComputation ': 'true: not in 1.15.5 either',
    },
    needs=('sentencepiece',),
)
