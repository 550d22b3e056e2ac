# 记分管理办法 17/2、18、19/2、22、24: how much is studied and examined, by points, by times in the cycle and by class of licence, up to sixty or a hundred and twenty days; with 36 points yard and road follow the written examination, one after the other; of a temporary entrant the permit is cancelled and no licence is withheld. 机动车驾驶证申领和使用规定 53/1: without a recording there is no examination, and the examiner's recorder records it.
alone
as case_officer@zhangdian
  post full_scores party_name=试验甲 party_id=370399199001011010 register_points=12 -> 201 $a state=reached points=12
  post full_scores/$a/files/licence file:../house/pixel.png @Content-Type=image/png -> 201
  post full_scores/$a/identify permit=licence licensed_on=2015-03-02 classes=C1,D -> 200 days=7 attend_days=5 onsite_days=2 tests=theory
  post full_scores/$a/identify permit=licence licensed_on=2015-03-02 classes=B2 -> 200 days=30 attend_days=10 onsite_days=5 tests=theory
  post full_scores party_name=试验乙 party_id=370399199001011029 register_points=23 -> 201 $b
  post full_scores/$b/files/licence file:../house/pixel.png @Content-Type=image/png -> 201
  post full_scores/$b/identify permit=licence licensed_on=2015-03-02 classes=C1 -> 200 days=7 tests=theory # 24 points begin with 24
  post full_scores party_name=试验丙 party_id=370399199001011037 register_points=24 -> 201 $c
  post full_scores/$c/files/licence file:../house/pixel.png @Content-Type=image/png -> 201
  post full_scores/$c/identify permit=licence licensed_on=2015-03-02 classes=C1 -> 200 days=14 attend_days=5 onsite_days=2 tests=road
  post full_scores/$c/identify permit=licence licensed_on=2015-03-02 classes=C1,A3 -> 200 days=60 attend_days=10 tests=road
  post full_scores party_name=试验丁 party_id=370399199001011045 register_points=35 -> 201 $d
  post full_scores/$d/files/licence file:../house/pixel.png @Content-Type=image/png -> 201
  post full_scores/$d/identify permit=licence licensed_on=2015-03-02 classes=C1 -> 200 days=14 tests=road
  post full_scores party_name=试验戊 party_id=370399199001011053 register_points=120 -> 201 $e
  post full_scores/$e/files/licence file:../house/pixel.png @Content-Type=image/png -> 201
  post full_scores/$e/identify permit=licence licensed_on=2015-03-02 classes=C1 -> 200 days=60 tests=yard_road # not 70
  post full_scores/$e/identify permit=licence licensed_on=2015-03-02 classes=A1 -> 200 days=120 tests=yard_road # not 300
  post full_scores party_name=试验己 party_id=370399199001011061 register_points=36 -> 201 $f
  post full_scores/$f/files/licence file:../house/pixel.png @Content-Type=image/png -> 201
  post full_scores/$f/identify permit=temporary licensed_on=${today-300d} classes=C1 -> 200 days=21 tests=yard_road permit=temporary
  post full_scores/$f/issue                          -> 422 E_MISSING cancelled_no
  post full_scores/$f/issue cancelled_no=样例注销1号 -> 200 notice=*
  get  documents?subject=full_score&subject_row=$f&type=full_score_notice&state=issued -> 200 rows=1 $n=items.0
  post documents/$n/stamp seal=stamped               -> 200
  post documents/$n/sign signature=hand              -> 200
  post documents/$n/serve service=person served_at=$now -> 200
  post full_scores/$f/receive                        -> 200 state=notified
  post full_scores/$f/begin place=样例学习点         -> 200 state=studying $g
clock ${g.began_at+20d}
as clerk@zhangdian
  post study_days full_score=$f day=${today-20d} way=onsite minutes=190 -> 201
  post study_days full_score=$f day=${today-19d} way=onsite minutes=190 -> 201
  post study_days full_score=$f day=${today-18d} way=online minutes=190 -> 201
  post study_days full_score=$f day=${today-17d} way=online minutes=190 -> 201
  post study_days full_score=$f day=${today-16d} way=online minutes=190 -> 201
  post study_days full_score=$f day=${today-15d} way=alone -> 201
  post study_days full_score=$f day=${today-14d} way=alone -> 201
  post study_days full_score=$f day=${today-13d} way=alone -> 201
  post study_days full_score=$f day=${today-12d} way=alone -> 201
  post study_days full_score=$f day=${today-11d} way=alone -> 201
  post study_days full_score=$f day=${today-10d} way=alone -> 201
  post study_days full_score=$f day=${today-9d} way=alone -> 201
  post study_days full_score=$f day=${today-8d} way=alone -> 201
  post study_days full_score=$f day=${today-7d} way=alone -> 201
  post study_days full_score=$f day=${today-6d} way=alone -> 201
  post study_days full_score=$f day=${today-5d} way=alone -> 201
  post study_days full_score=$f day=${today-4d} way=alone -> 201
  post study_days full_score=$f day=${today-3d} way=alone -> 201
  post study_days full_score=$f day=${today-2d} way=alone -> 201
  post study_days full_score=$f day=${today-1d} way=alone -> 201
  post study_days full_score=$f day=$today way=alone -> 201
  post full_scores/$f/finish                         -> 200 state=testing test=theory
  post full_scores/$f/book exam_at=${now+1h}         -> 200
clock ${now+1h}
as clerk@zhangdian
  post full_scores/$f/pass examiner=officer@zhangdian-1 -> 422 E_MISSING exam_recording # without recording there is no examination
recorder officer@zhangdian-1 kind=clip started_at=${now-1h} ended_at=${now+10m} -> 200 outcome=taken
as clerk@zhangdian
  post full_scores/$f/pass examiner=officer@zhangdian-1 exam_recording=KC-0 -> 200 state=testing test=yard exam_at=null
  post full_scores/$f/pass examiner=clerk@zhangdian exam_recording=KC-1 -> 409 E_GUARD exam_at
  post full_scores/$f/book exam_at=${now+1h}         -> 200 $x
clock ${now+1h}
as clerk@zhangdian
  post full_scores/$f/fail examiner=clerk@zhangdian exam_recording=KC-1 -> 200 test=yard $y
  post terms/reckon term=yard_exam_retake from=$x.exam_at -> 200 due_at=$y.retake_from
clock ${y.retake_from-1s}
as clerk@zhangdian
  post full_scores/$f/book exam_at=${now+1h}         -> 409 E_GUARD retake_from
clock $y.retake_from
# whoever does not sign in for thirty days is locked
as leader@zhangdian
  get  full_scores/$f                                -> 200
as clerk@zhangdian
  post full_scores/$f/book exam_at=${now+1h}         -> 200
clock ${now+1h}
as clerk@zhangdian
  post full_scores/$f/pass examiner=clerk@zhangdian exam_recording=KC-1 -> 200 state=testing test=road
  post full_scores/$f/book exam_at=${now+1h}         -> 200 $x
clock ${now+1h}
as clerk@zhangdian
  post full_scores/$f/fail examiner=clerk@zhangdian exam_recording=KC-1 -> 200 test=road $y
  post terms/reckon term=road_exam_retake from=$x.exam_at -> 200 due_at=$y.retake_from
clock ${y.retake_from-1s}
as clerk@zhangdian
  post full_scores/$f/book exam_at=${now+1h}         -> 409 E_GUARD retake_from
clock $y.retake_from
as clerk@zhangdian
as leader@zhangdian
  post full_scores/$f/annul                          -> 422 E_NO_REASON
  post full_scores/$f/annul reason=他人代考          -> 200 state=studying test=null # 31/1
as clerk@zhangdian
  post full_scores/$f/finish                         -> 200 state=testing test=theory
  post full_scores/$f/book exam_at=${now+1h}         -> 200
clock ${now+1h}
as clerk@zhangdian
  post full_scores/$f/pass examiner=clerk@zhangdian exam_recording=KC-1 -> 200 state=testing test=yard
  post full_scores/$f/book exam_at=${now+1h}         -> 200
clock ${now+1h}
as clerk@zhangdian
  post full_scores/$f/pass examiner=clerk@zhangdian exam_recording=KC-1 -> 200 state=testing test=road
  post full_scores/$f/book exam_at=${now+1h}         -> 200
clock ${now+1h}
as clerk@zhangdian
  post full_scores/$f/pass examiner=clerk@zhangdian exam_recording=KC-1 -> 200 state=passed test=null passed_at=*
as case_officer@zhangdian
  post full_scores/$a/drop reason=登记有误            -> 403
as leader@zhangdian
  post full_scores/$a/drop reason=登记有误            -> 200 state=dropped
  get  study_exams?full_score=$f&sort=id             -> 200 rows=7 items.0.test=theory items.0.passed=true items.1.test=yard items.1.passed=false $x=items.6
clock ${now+47h} run exam_unrecorded
as leader@zhangdian
  get  findings?rule=exam_unrecorded&about_row=$x    -> 200 rows=0
clock ${now+62m} run exam_unrecorded
as leader@zhangdian
  get  findings?rule=exam_unrecorded&state=open      -> 200 rows=6 # not the one that the examiner's recorder holds
  get  findings?rule=exam_unrecorded&about_row=$x    -> 200 rows=1
  post study_exams/$x/see                            -> 200 state=seen
clock ${now+1m} run exam_unrecorded
as leader@zhangdian
  get  findings?rule=exam_unrecorded&state=open      -> 200 rows=5
